/** The sentences there are, in the messages under `boardNotices`. */
export const NOTICE_KEYS = [
  'spend_rising',
  'envelope_will_break',
  'budget_exceeded',
  'budget_will_exceed',
  'workflow_at_loss',
  'forecast_missed',
  'usage_unpriced',
  'spend_untagged',
  'month_restated',
  'outcomes_restated',
  'decide_workflow',
  'decide_envelope',
  'start_saving',
  'start_saving_unconverted',
  'define_outcomes',
  'close_month',
  'evidence_stale',
] as const;
export type NoticeKey = (typeof NOTICE_KEYS)[number];

/** How a fact of a notice is printed: money in the reading currency, a share, a count, a month, or as it is. */
export type FactKind = 'money' | 'share' | 'count' | 'month' | 'text';

export const FACT_KINDS: Record<string, FactKind> = {
  amount: 'money',
  envelope: 'money',
  over: 'money',
  cost: 'money',
  worth: 'money',
  share: 'share',
  outcomes: 'count',
  tokens: 'count',
  requests: 'count',
  events: 'count',
  records: 'count',
  count: 'count',
  month: 'month',
  name: 'text',
  model: 'text',
  what: 'text',
  days: 'count',
};
