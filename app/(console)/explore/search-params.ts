import * as z from 'zod/mini';
import type { ExploreDefaults, ExploreState, Panel, Sort } from '@/components/explore/state';
import {
  defaultGrain,
  isPeriodPreset,
  type PeriodPreset,
  presetPeriod,
} from '@/lib/attribution/period-presets';
import { cellSchema, isMeasure, measureSchema, type UsageQuery } from '@/lib/attribution/query';
import { decodeQuery, encodeQuery } from '@/lib/attribution/search-params';

const DEFAULT_PRESET: PeriodPreset = 'this_month';

const panelSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('explain'), measure: measureSchema, cell: cellSchema }),
  z.object({ kind: z.literal('events'), cell: cellSchema }),
]);

function defaultQuery(preset: PeriodPreset, defaults: ExploreDefaults): UsageQuery {
  const period = presetPeriod(preset, defaults.today, defaults.fiscalYearStartMonth);
  return {
    period,
    compare: true,
    dimensions: ['team'],
    filters: [],
    grain: defaultGrain(period),
    measures: ['effective_cost', 'requests', 'cost_per_request'],
    currency: defaults.currency,
  };
}

/** The state an address stands for. What cannot be read falls back, so that an old link still opens. */
export function readState(params: URLSearchParams, defaults: ExploreDefaults): ExploreState {
  const named = params.get('period');
  const dated = params.has('from') || params.has('to');
  const preset = dated ? null : named && isPeriodPreset(named) ? named : DEFAULT_PRESET;
  const base = defaultQuery(preset ?? DEFAULT_PRESET, defaults);
  const dates = decodeQuery(params, base).query.period;
  const { query } = decodeQuery(params, { ...base, grain: defaultGrain(dates) });
  return {
    query,
    preset,
    allRows: params.get('rows') === 'all',
    display: params.get('show') === 'table' ? 'table' : 'chart',
    sort: readSort(params.get('sort')),
    panel: readPanel(params.get('open')),
  };
}

/** The address of a state: only what differs from the defaults, so that links stay short. */
export function writeState(state: ExploreState, defaults: ExploreDefaults): string {
  const { query, preset } = state;
  const params = encodeQuery(query);
  const plain = encodeQuery({ ...defaultQuery(DEFAULT_PRESET, defaults), grain: defaultGrain(query.period) });
  for (const name of ['grain', 'measures', 'currency', 'compare']) {
    if (params.get(name) === plain.get(name)) params.delete(name);
  }
  if (query.dimensions.length === 0) params.set('by', '');
  else if (params.get('by') === plain.get('by')) params.delete('by');
  if (preset) {
    params.delete('from');
    params.delete('to');
    if (preset !== DEFAULT_PRESET) params.set('period', preset);
  }
  if (state.allRows) params.set('rows', 'all');
  if (state.display === 'table') params.set('show', 'table');
  if (state.sort) params.set('sort', `${state.sort.descending ? '-' : ''}${state.sort.column}`);
  if (state.panel) params.set('open', JSON.stringify(state.panel));
  const text = params.toString();
  return text ? `?${text}` : '';
}

function readSort(text: string | null): Sort | null {
  if (!text) return null;
  const descending = text.startsWith('-');
  const column = descending ? text.slice(1) : text;
  const named = ['name', 'share', 'previous', 'change', 'percent'].includes(column);
  return named || isMeasure(column) ? { column: column as Sort['column'], descending } : null;
}

function readPanel(text: string | null): Panel | null {
  if (!text) return null;
  try {
    return panelSchema.parse(JSON.parse(text));
  } catch {
    return null; // a cut-off link opens the page without its panel
  }
}
