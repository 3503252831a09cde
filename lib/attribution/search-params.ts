import { isCurrency } from '../money/currency';
import { GRAINS, type Grain } from '../time/days';
import {
  type Filter,
  isDimension,
  isMeasure,
  periodSchema,
  type UsageQuery,
  usageQuerySchema,
} from './query';

/**
 * A query as a URL: `from=2026-11-01&to=2026-12-01&by=team,model&f=environment=production&f=!region=~&grain=day
 * &measures=effective_cost,requests&currency=HKD&compare=1`. In a filter `!` excludes, `~` is untagged, values are
 * percent-encoded and joined by commas.
 */
const UNTAGGED = '~';

export function encodeFilter(filter: Filter): string {
  const values = filter.values.map((value) =>
    value === null ? UNTAGGED : encodeURIComponent(value).replaceAll('~', '%7E'),
  );
  return `${filter.exclude ? '!' : ''}${filter.dimension}=${values.join(',')}`;
}

/** The filter a URL part stands for, or null where it is not one. */
export function decodeFilter(text: string): Filter | null {
  const exclude = text.startsWith('!');
  const [dimension, list] = splitOnce(exclude ? text.slice(1) : text);
  if (!isDimension(dimension) || list === null) return null;
  try {
    const values = list.split(',').map((value) => (value === UNTAGGED ? null : decodeURIComponent(value)));
    return { dimension, values, exclude };
  } catch {
    return null; // malformed percent-encoding
  }
}

function splitOnce(text: string): [string, string | null] {
  const at = text.indexOf('=');
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

export function encodeQuery(query: UsageQuery): URLSearchParams {
  const params = new URLSearchParams({ from: query.period.from, to: query.period.to });
  if (query.dimensions.length > 0) params.set('by', query.dimensions.join(','));
  for (const filter of query.filters) params.append('f', encodeFilter(filter));
  params.set('grain', query.grain ?? 'none');
  params.set('measures', query.measures.join(','));
  params.set('currency', query.currency);
  params.set('compare', query.compare ? '1' : '0');
  return params;
}

/**
 * Reads a query from a URL. Anything absent comes from `defaults`; anything that cannot be read also does, and
 * is named in `ignored`, so that an old or hand-typed link opens and says what it left out.
 */
export function decodeQuery(
  params: URLSearchParams,
  defaults: UsageQuery,
): { query: UsageQuery; ignored: string[] } {
  const ignored: string[] = [];
  const read = <T>(name: string, fallback: T, parse: (text: string) => T | null): T => {
    const text = params.get(name);
    if (text === null) return fallback;
    const value = parse(text);
    if (value === null) ignored.push(name);
    return value ?? fallback;
  };
  const query: UsageQuery = {
    period: readPeriod(params, defaults, ignored),
    compare: read('compare', defaults.compare, (text) => (text === '1' ? true : text === '0' ? false : null)),
    dimensions: read('by', defaults.dimensions, (text) => listOf(text, isDimension)),
    filters: readFilters(params, defaults, ignored),
    grain: read<{ grain: Grain | null }>('grain', defaults, parseGrain).grain,
    measures: read('measures', defaults.measures, (text) => listOf(text, isMeasure)),
    currency: read('currency', defaults.currency, (text) => (isCurrency(text) ? text : null)),
  };
  return settle(query, defaults, ignored);
}

function settle(query: UsageQuery, defaults: UsageQuery, ignored: string[]) {
  const parsed = usageQuerySchema.safeParse(query);
  if (parsed.success) return { query: parsed.data, ignored };
  const coarser = usageQuerySchema.safeParse({ ...query, grain: null });
  if (coarser.success) return { query: coarser.data, ignored: [...ignored, 'grain'] };
  return {
    query: defaults,
    ignored: [...ignored, ...parsed.error.issues.map((issue) => issue.path.join('.'))],
  };
}

function readPeriod(params: URLSearchParams, defaults: UsageQuery, ignored: string[]) {
  const from = params.get('from');
  const to = params.get('to');
  if (from === null && to === null) return defaults.period;
  const parsed = periodSchema.safeParse({ from, to });
  if (parsed.success) return parsed.data;
  ignored.push('period');
  return defaults.period;
}

function readFilters(params: URLSearchParams, defaults: UsageQuery, ignored: string[]): Filter[] {
  const texts = params.getAll('f').filter((text) => text !== '');
  if (!params.has('f')) return defaults.filters;
  return texts.flatMap((text) => {
    const filter = decodeFilter(text);
    if (!filter) ignored.push('f');
    return filter ? [filter] : [];
  });
}

function parseGrain(text: string): { grain: Grain | null } | null {
  if (text === 'none') return { grain: null };
  return (GRAINS as readonly string[]).includes(text) ? { grain: text as Grain } : null;
}

function listOf<T extends string>(text: string, is: (part: string) => part is T): T[] | null {
  const parts = text.split(',').filter((part) => part !== '');
  return parts.every(is) ? parts : null;
}
