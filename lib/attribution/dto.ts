import type { Currency } from '../money/currency';
import type { Grain, Period } from '../time/period';
import type { Cell, Dimension, Key, Measure, TagDimension, UsageQuery } from './query';

/**
 * What the questions of attribution answer. Plain values only: every number that must stay exact is a
 * decimal string. Money has 12 decimals in USD and 22 in any other currency (ledger 10⁻¹² × rate 10⁻¹⁰, never
 * rounded), ratios 12. Print with `formatFigure` (figure.ts), which rounds once.
 */
export type Decimal = string;

/**
 * Why a figure has no value. no_fx_rate: some of it has no rate into the currency on its day.
 * unpriced: none of it has a price. nothing_to_divide: a ratio over zero. no_previous: nothing to compare with.
 */
export type NoValueReason = 'no_fx_rate' | 'unpriced' | 'nothing_to_divide' | 'no_previous';

export interface Figure {
  value: Decimal | null;
  reason: NoValueReason | null;
}

/** The measures of one cell. `unpriced` is what its cost leaves out: counted and said, never zero. */
export interface CellFigures {
  figures: Partial<Record<Measure, Figure>>;
  unpriced: { requests: Decimal; tokens: Decimal };
  /** Usage events (rows beneath). */
  events: Decimal;
}

/** Against the previous period. `ratio` 0.25 is +25 %, half to even at 6 decimals. */
export interface Change {
  difference: Figure;
  ratio: Figure;
}

/** A part of a whole, by requests and by effective cost in USD; shares at 6 decimals, null over zero. */
export interface Share {
  requests: Decimal;
  effectiveCost: Decimal;
  requestShare: Decimal | null;
  costShare: Decimal | null;
}

export interface TagCoverageRow {
  /** A standard tag or a registered free tag (`tag:<key>`). */
  tag: TagDimension | `tag:${string}`;
  labelEn: string;
  labelZh: string;
  required: boolean;
  tagged: Share;
  /** Tagged with a value that waits to be adopted. */
  pending: Share;
  missing: Share;
}

export interface Coverage {
  /** Usage whose every required tag has an adopted value. */
  tagged: Share;
  /** Usage with a price, by requests and by tokens. */
  priced: {
    requests: Decimal;
    tokens: Decimal;
    requestShare: Decimal | null;
    tokenShare: Decimal | null;
    unpricedRequests: Decimal;
    unpricedTokens: Decimal;
  };
  tags: TagCoverageRow[];
}

export interface FxUse {
  from: string;
  to: string;
  /** Null: no rate is recorded for these days. */
  rate: Decimal | null;
  id: string | null;
  source: string | null;
}

/** The query as it was answered, so that what is shown can always say what it is. */
export interface Resolved {
  query: UsageQuery;
  period: Period;
  previousPeriod: Period | null;
  timeZone: string;
  currency: Currency;
  /** Team keys the answer is limited to by the reader's role; null: all teams. */
  limitedToTeams: string[] | null;
}

export interface UsageSummary extends Resolved {
  total: CellFigures;
  previous: CellFigures | null;
  change: Partial<Record<Measure, Change>> | null;
  coverage: Coverage;
}

export interface Bucket {
  /** YYYY-MM-DD, or for hours the ISO instant in UTC. */
  start: string;
  grain: Grain;
  /** The days it covers inside the period (half-open); hours: the day it is in. */
  from: string;
  to: string;
  /** Hours: the local time, `2026-11-22T13:00`. */
  label: string;
  /** Cut short by the start or end of the period. */
  partial: boolean;
}

export interface KeyLabel {
  dimension: Dimension;
  /** Null: untagged. Models are `provider/model`. Users are pseudonyms. */
  value: string | null;
  /** The name to show; null where value is null. */
  label: string | null;
  /** pending: seen in traffic, not adopted by anyone yet. */
  pending: boolean;
}

export interface SplitRow extends CellFigures {
  /** `rest` is everything below the limit, exact; its key is empty and `restOf` counts the groups in it. */
  kind: 'group' | 'rest';
  key: Key;
  labels: KeyLabel[];
  restOf: number;
  previous: CellFigures | null;
  change: Partial<Record<Measure, Change>> | null;
  /** Of the first measure's total; shares of all rows sum to exactly 1. Null for ratios or a zero total. */
  share: Decimal | null;
  /** With a grain: one value per bucket of the answer, null where there is none to state. */
  series: Partial<Record<Measure, (Decimal | null)[]>> | null;
  /** Hand this to listEvents or explainFigure to look beneath the row. */
  cell: Cell;
}

export interface UsageSplit extends Resolved {
  rows: SplitRow[];
  /** All rows together: equals summariseUsage to the last digit. */
  total: CellFigures;
  previous: CellFigures | null;
  change: Partial<Record<Measure, Change>> | null;
  totalSeries: Partial<Record<Measure, (Decimal | null)[]>> | null;
  buckets: Bucket[];
  /** Groups before the limit. */
  groups: number;
}

export interface EventRow {
  /** Identity: (team, source, id). */
  id: string;
  source: string;
  occurredAt: string;
  receivedAt: string;
  seq: string;
  reportedTeam: string;
  team: { key: string; name: string };
  provider: string;
  /** The model that served, and the one asked for where it differs. */
  model: string;
  requestedModel: string | null;
  serviceTier: string;
  taskClass: string | null;
  status: string;
  attempt: number;
  requests: Decimal;
  tokens: {
    input: Decimal;
    cache_read: Decimal;
    cache_write_5m: Decimal;
    cache_write_1h: Decimal;
    output: Decimal;
    reasoning: Decimal;
  };
  /** USD, 12 decimals. Null with a reason where there is no price. */
  listCost: Decimal | null;
  effectiveCost: Decimal | null;
  unpricedReason: string | null;
  priceVersion: { id: string; list: string } | null;
  /** True where a later re-pricing replaced the first charge. */
  repriced: boolean;
  user: string | null;
  traceId: string | null;
  taskId: string | null;
  /** Tags as they count now, and as the sender reported them. */
  tags: Record<string, string>;
  reportedTags: Record<string, string>;
}

export interface EventPage extends Resolved {
  rows: EventRow[];
  /** Pass back as `cursor` for the next page; null at the end. Newest first. */
  nextCursor: string | null;
  /** All events in the cell, from the rollup. */
  totalEvents: Decimal;
}

export type TokenClassKey =
  | 'input'
  | 'cache_read'
  | 'cache_write_5m'
  | 'cache_write_1h'
  | 'output'
  | 'reasoning';

/** What one price version charged in this figure. Rates are USD per million tokens as quoted. */
export interface PriceUse {
  priceVersionId: string;
  provider: string;
  model: string;
  list: string;
  source: string;
  sourceUrl: string | null;
  validFrom: string | null;
  validTo: string | null;
  events: Decimal;
  requests: Decimal;
  tokens: Record<TokenClassKey, Decimal>;
  /** The rate card as stored, for showing; null for what is unpriced. */
  rates: unknown;
  listCost: Decimal;
  effectiveCost: Decimal;
}

export interface UnpricedUse {
  provider: string;
  model: string;
  reason: string;
  events: Decimal;
  requests: Decimal;
  tokens: Record<TokenClassKey, Decimal>;
}

export interface FigureExplanation extends Resolved {
  measure: Measure;
  cell: Cell;
  figure: Figure;
  /** Message key under `measures.formula`, e.g. `cost_per_request`. */
  formula: Measure;
  /** The sums the formula used, by name, e.g. { effective_cost, requests }. */
  inputs: Partial<Record<Measure, Figure>>;
  /** Sum of `priceUses` cost in USD; × FX per period gives the figure. */
  ledgerCost: Decimal;
  priceUses: PriceUse[];
  unpricedUses: UnpricedUse[];
  /** Ledger cost and converted cost per stretch of days with one rate. Empty in USD. */
  fxUses: (FxUse & { ledgerCost: Decimal; converted: Decimal | null })[];
  coverage: Coverage;
  /** The newest rows beneath; listEvents with the same cell gives the rest. */
  rows: EventRow[];
}

export interface TagCoverage extends Resolved {
  tags: TagCoverageRow[];
  tagged: Share;
}

/** Values of a dimension present in the period, for the filter menu; biggest first by requests. */
export interface DimensionValues {
  dimension: Dimension;
  values: { value: string | null; label: string | null; pending: boolean; requests: Decimal }[];
}
