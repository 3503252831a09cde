CREATE TABLE "frozen_outcomes" (
	"closing_id" bigint NOT NULL,
	"day" date NOT NULL,
	"workflow" text NOT NULL,
	"value_currency" text NOT NULL,
	"value_amount" numeric(38,12) NOT NULL,
	"rework_share" numeric(7, 6) NOT NULL,
	"count" bigint NOT NULL,
	"rows" bigint NOT NULL,
	CONSTRAINT "frozen_outcomes_closing_id_day_workflow_value_currency_value_amount_rework_share_pk" PRIMARY KEY("closing_id","day","workflow","value_currency","value_amount","rework_share")
);
--> statement-breakpoint
ALTER TABLE "month_freezes" ADD COLUMN "outcomes_kept" boolean DEFAULT false NOT NULL;