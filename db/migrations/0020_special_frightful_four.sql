CREATE TABLE "workflow_task_classes" (
	"workflow" text PRIMARY KEY NOT NULL,
	"task_class" text NOT NULL,
	"set_by_name" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
