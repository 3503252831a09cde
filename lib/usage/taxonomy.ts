/**
 * The tag taxonomy: what usage may be split by. The seven standard tags have a column each on `attributions`;
 * an organisation registers further free tags by key.
 */
export const STANDARD_TAGS = [
  'team',
  'feature',
  'workflow',
  'customer_segment',
  'business_process',
  'environment',
  'region',
] as const;
export type StandardTag = (typeof STANDARD_TAGS)[number];

export interface TagDefinition {
  key: string;
  kind: 'standard' | 'free';
  labelEn: string;
  labelZh: string;
  required: boolean;
  position: number;
}

const LABELS: Record<StandardTag, { en: string; zh: string; required: boolean }> = {
  team: { en: 'Team', zh: '團隊', required: true },
  feature: { en: 'Feature', zh: '功能', required: true },
  workflow: { en: 'Workflow', zh: '工作流程', required: true },
  customer_segment: { en: 'Customer segment', zh: '客戶類別', required: false },
  business_process: { en: 'Business process', zh: '業務流程', required: false },
  environment: { en: 'Environment', zh: '環境', required: true },
  region: { en: 'Region', zh: '地區', required: false },
};

/** The rows every installation starts with. */
export const STANDARD_TAG_DEFINITIONS: readonly TagDefinition[] = STANDARD_TAGS.map((key, position) => ({
  key,
  kind: 'standard',
  labelEn: LABELS[key].en,
  labelZh: LABELS[key].zh,
  required: LABELS[key].required,
  position,
}));

export const isStandardTag = (key: string): key is StandardTag =>
  (STANDARD_TAGS as readonly string[]).includes(key);

/** A tag key: lower case, digits and underscores, starting with a letter, at most 40 characters. */
export const TAG_KEY = /^[a-z][a-z0-9_]{0,39}$/;
