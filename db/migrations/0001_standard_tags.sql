-- The seven standard tags every installation starts with (lib/usage/taxonomy.ts).
INSERT INTO "tags" ("key", "kind", "label_en", "label_zh", "required", "position") VALUES
  ('team', 'standard', 'Team', '團隊', true, 0),
  ('feature', 'standard', 'Feature', '功能', true, 1),
  ('workflow', 'standard', 'Workflow', '工作流程', true, 2),
  ('customer_segment', 'standard', 'Customer segment', '客戶類別', false, 3),
  ('business_process', 'standard', 'Business process', '業務流程', false, 4),
  ('environment', 'standard', 'Environment', '環境', true, 5),
  ('region', 'standard', 'Region', '地區', false, 6)
ON CONFLICT ("key") DO NOTHING;
