CREATE TABLE "usage_monthly" (
	"team_id" bigint NOT NULL,
	"month" date NOT NULL,
	"attribution_id" bigint NOT NULL,
	"model_id" bigint NOT NULL,
	"service_tier" text NOT NULL,
	"task_class" text NOT NULL,
	"price_version_id" bigint NOT NULL,
	"events" bigint NOT NULL,
	"requests" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"retries" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint NOT NULL,
	"cache_write_5m_tokens" bigint NOT NULL,
	"cache_write_1h_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"reasoning_tokens" bigint NOT NULL,
	"list_cost" numeric(38,12) NOT NULL,
	"effective_cost" numeric(38,12) NOT NULL,
	CONSTRAINT "usage_monthly_team_id_month_attribution_id_model_id_service_tier_task_class_price_version_id_pk" PRIMARY KEY("team_id","month","attribution_id","model_id","service_tier","task_class","price_version_id")
);
--> statement-breakpoint
CREATE TABLE "usage_user_monthly" (
	"team_id" bigint NOT NULL,
	"month" date NOT NULL,
	"user_id" bigint NOT NULL,
	"attribution_id" bigint NOT NULL,
	"model_id" bigint NOT NULL,
	"service_tier" text NOT NULL,
	"task_class" text NOT NULL,
	"price_version_id" bigint NOT NULL,
	"events" bigint NOT NULL,
	"requests" bigint NOT NULL,
	"errors" bigint NOT NULL,
	"retries" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint NOT NULL,
	"cache_write_5m_tokens" bigint NOT NULL,
	"cache_write_1h_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"reasoning_tokens" bigint NOT NULL,
	"list_cost" numeric(38,12) NOT NULL,
	"effective_cost" numeric(38,12) NOT NULL,
	CONSTRAINT "usage_user_monthly_team_id_month_user_id_attribution_id_model_id_service_tier_task_class_price_version_id_pk" PRIMARY KEY("team_id","month","user_id","attribution_id","model_id","service_tier","task_class","price_version_id")
);
--> statement-breakpoint
CREATE INDEX "usage_monthly_month" ON "usage_monthly" USING btree ("month");--> statement-breakpoint
CREATE INDEX "usage_user_monthly_month" ON "usage_user_monthly" USING btree ("month");--> statement-breakpoint
INSERT INTO "usage_monthly" (team_id, month, attribution_id, model_id, service_tier, task_class, price_version_id,
	events, requests, errors, retries, input_tokens, cache_read_tokens, cache_write_5m_tokens,
	cache_write_1h_tokens, output_tokens, reasoning_tokens, list_cost, effective_cost)
SELECT team_id, date_trunc('month', day::timestamp)::date, attribution_id, model_id, service_tier, task_class, price_version_id,
	sum(events), sum(requests), sum(errors), sum(retries), sum(input_tokens), sum(cache_read_tokens),
	sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), sum(output_tokens), sum(reasoning_tokens), sum(list_cost), sum(effective_cost)
FROM "usage_daily" GROUP BY 1, 2, 3, 4, 5, 6, 7;--> statement-breakpoint
INSERT INTO "usage_user_monthly" (team_id, month, user_id, attribution_id, model_id, service_tier, task_class, price_version_id,
	events, requests, errors, retries, input_tokens, cache_read_tokens, cache_write_5m_tokens,
	cache_write_1h_tokens, output_tokens, reasoning_tokens, list_cost, effective_cost)
SELECT team_id, date_trunc('month', day::timestamp)::date, user_id, attribution_id, model_id, service_tier, task_class, price_version_id,
	sum(events), sum(requests), sum(errors), sum(retries), sum(input_tokens), sum(cache_read_tokens),
	sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), sum(output_tokens), sum(reasoning_tokens), sum(list_cost), sum(effective_cost)
FROM "usage_user_daily" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
