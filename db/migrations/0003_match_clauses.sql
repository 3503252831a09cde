ALTER TABLE "models" ADD COLUMN "match" jsonb;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "match" jsonb;