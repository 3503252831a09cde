import type { Filter } from '../attribution/query';

/**
 * A business action is a request of production traffic that names its workflow. What names no environment counts as
 * production; what names another one (staging, development, a test) does not.
 */
export const ACTION_FILTERS: Filter[] = [
  { dimension: 'environment', values: ['production', null], exclude: false },
  { dimension: 'workflow', values: [null], exclude: true },
];

/** Usage that names its user. */
export const NAMED_FILTERS: Filter[] = [{ dimension: 'user', values: [null], exclude: true }];
