import { formatShare } from '../money/format';
import { toUnits } from './figure';

/** What happened, as a message key of `explore.sentence` and the values it takes. Prose lives in messages/. */
export interface Narrative {
  kind:
    | 'noUsage'
    | 'noUsageAfter'
    | 'noRate'
    | 'unpriced'
    | 'plain'
    | 'first'
    | 'unchanged'
    | 'rose'
    | 'fell'
    | 'multiplied'
    | 'rosePoints'
    | 'fellPoints';
  /** Formatted figures: `total`, `previous`, `percent`, `times` or `points`, as the kind needs. */
  values: Record<string, string>;
  /** What moved most, largest first, signed: only for measures whose parts add up to the whole. */
  movers: { label: string; change: string }[];
}

export interface NarrativeInput {
  /** Decimal strings; null where the figure is unknown. Shares are ratios between 0 and 1. */
  total: string | null;
  /** Left out when no comparison was asked for; null or zero when the period before had nothing. */
  previous?: string | null;
  /** Requests in the period, and how many of them carry no price. */
  requests: string;
  unpricedRequests: string;
  /** money: can be unpriced or without a rate. count: adds up. ratio: does not. share: a ratio told in points. */
  unit: 'money' | 'count' | 'ratio' | 'share';
  /** Change of each row of the first split; null where it is unknown. */
  rows: readonly { label: string; change: string | null }[];
  /** Writes a figure of this measure for reading. */
  format: (value: string) => string;
}

const MOVERS = 3;
/** Enough for any figure: 12 decimals on the ledger, 22 after conversion. */
const PLACES = 22;
const units = (decimal: string): bigint => toUnits(decimal, PLACES);

/** Says in one sentence how the figure moved. Exact: compares decimals, never floats. */
export function narrate(input: NarrativeInput): Narrative {
  const { total, previous, format } = input;
  const before = previous == null ? 0n : units(previous);
  if (BigInt(input.requests) === 0n) {
    return before > 0n && previous
      ? tell('noUsageAfter', { previous: format(previous) })
      : tell('noUsage', {});
  }
  if (total === null) {
    const unpriced = BigInt(input.unpricedRequests) >= BigInt(input.requests);
    return unpriced ? tell('unpriced', { requests: input.requests }) : tell('noRate', {});
  }
  const values = { total: format(total) };
  if (previous === undefined) return tell('plain', values);
  if (before === 0n) return tell('first', values);
  return compare(input, units(total), before, values);
}

function compare(
  input: NarrativeInput,
  now: bigint,
  before: bigint,
  values: Record<string, string>,
): Narrative {
  const change = now - before;
  const movers = input.unit === 'money' || input.unit === 'count' ? pickMovers(input) : [];
  if (input.unit === 'share') {
    const points = formatShare(magnitude(change), units('1')).replace(' %', '');
    if (points === '0') return tell('unchanged', values);
    return tell(change > 0n ? 'rosePoints' : 'fellPoints', { ...values, points });
  }
  // One decimal below ten per cent, none above: a headline is read, not audited.
  const decimals = magnitude(change) * 10n < before ? 1 : 0;
  const percent = formatShare(magnitude(change), before, decimals);
  if (percent === '0 %') return tell('unchanged', values, movers);
  if (now >= before * 10n) return tell('multiplied', { ...values, times: (now / before).toString() }, movers);
  return tell(change > 0n ? 'rose' : 'fell', { ...values, percent }, movers);
}

/** At most three, each at least a twentieth of all movement, so that noise is not news. */
function pickMovers({ rows, format }: NarrativeInput): Narrative['movers'] {
  const moved = rows.flatMap(({ label, change }) =>
    change === null ? [] : [{ label, change, size: magnitude(units(change)) }],
  );
  const all = moved.reduce((sum, row) => sum + row.size, 0n);
  return moved
    .filter((row) => row.size > 0n && row.size * 20n >= all)
    .sort((a, b) => (a.size === b.size ? 0 : a.size > b.size ? -1 : 1))
    .slice(0, MOVERS)
    .map(({ label, change }) => ({
      label,
      change: change.startsWith('-') ? format(change) : `+${format(change)}`,
    }));
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const tell = (
  kind: Narrative['kind'],
  values: Record<string, string>,
  movers: Narrative['movers'] = [],
): Narrative => ({ kind, values, movers });
