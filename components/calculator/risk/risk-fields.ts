import { PUBLISHED_RISE } from '@/lib/calculator/price-rise';

export const RISE_PATHS = ['evenly', 'at_once', 'at_end'] as const;
export const DRAW_CHOICES = ['1000', '10000', '50000', '200000'] as const;

/**
 * The fields of the page by the name they have in the address. 30 % either way is what the guide says of adoption;
 * 30 to 50 % over 18 months is what it says of prices.
 */
export const RISK_START = {
  /** Which cost: `plan` with the levers that are pulled, `today` without. */
  of: 'plan',
  /** Per cent either way. */
  spread: '30',
  /** Ranges set by hand, `key:low:high` with spaces between. */
  ranges: '',
  /** A month, in `budgetIn`; empty: none. */
  budget: '',
  budgetIn: '',
  seed: '1',
  draws: '10000',
  riseLow: '30',
  riseHigh: '50',
  riseMonths: String(PUBLISHED_RISE.months),
  horizon: String(PUBLISHED_RISE.months),
  path: 'evenly',
} as const satisfies Record<string, string>;

export type RiskFieldName = keyof typeof RISK_START;
export type RiskTexts = Record<RiskFieldName, string>;
