import { z } from 'zod';
import { CURRENCIES, type FxRate, parseFxRate } from '../money/currency';
import { compileRates } from '../pricing/compile-rates';
import { MODEL_TIERS, type Rates, SERVICE_TIERS, TOKEN_CLASSES } from '../pricing/rates';
import type { PriceList, PriceListEntry } from './price-list';
import { namedModels } from './report-inputs';
import { decodeState, encodeState, type ScenarioState } from './state';
import type { PricedModel } from './usage-cost-prices';

/** Everything a page needs to show the same figures again, without asking anything of anyone. */
export interface SharedScenario {
  version: 1;
  name: string | null;
  state: ScenarioState;
  /** The day the prices and the rate were in force, YYYY-MM-DD. */
  day: string;
  models: PricedModel[];
  /** Null: figures are in US dollars. */
  fx: FxRate | null;
}

/** What a link says of a scenario: its state, the prices of the models it names, and the rate of its currency. */
export function sharedScenario(
  name: string | null,
  state: ScenarioState,
  list: Pick<PriceList, 'day' | 'fxRates'> & { models: readonly PriceListEntry[] },
): SharedScenario {
  const wanted = new Set(namedModels(state));
  return {
    ...{ version: 1, name, state, day: list.day },
    models: list.models
      .filter(({ model }) => wanted.has(model))
      .map(({ model, name: called, tier, contextWindow, rates, source }) => ({
        ...{ model, name: called, tier, contextWindow, rates, source },
      })),
    fx: list.fxRates.find(({ quote }) => quote === state.currency) ?? null,
  };
}

const priceText = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/);
const prices = z.partialRecord(z.enum(TOKEN_CLASSES), priceText);
const contextTiers = z
  .array(z.strictObject({ aboveInputTokens: z.number().int().positive(), prices }))
  .max(8);
const rates = z
  .strictObject({
    prices,
    contextTiers: contextTiers.optional(),
    windows: z
      .array(
        z.strictObject({
          fromUtc: z.string(),
          toUtc: z.string(),
          prices,
          contextTiers: contextTiers.optional(),
        }),
      )
      .max(8)
      .optional(),
    serviceTiers: z.partialRecord(z.enum(SERVICE_TIERS), z.string().max(20)).optional(),
    perRequest: z.string().max(24).optional(),
    selfHosted: z.boolean().optional(),
  })
  .refine((value) => {
    try {
      compileRates(value as Rates);
      return true;
    } catch {
      return false;
    }
  }, 'These are not rates.');

const text = (max: number) => z.string().max(max);
const model = z.strictObject({
  model: text(200),
  name: text(200),
  tier: z.enum(MODEL_TIERS).nullable(),
  contextWindow: z.number().int().positive().nullable(),
  rates: rates.nullable(),
  source: z.strictObject({ list: text(200), url: text(500).nullable(), from: z.iso.date().nullable() }),
});
const fx = z.strictObject({
  id: text(40),
  quote: z.enum(CURRENCIES),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  rate: z.string().refine((value) => {
    try {
      return parseFxRate(value) > 0n;
    } catch {
      return false;
    }
  }),
  source: text(300),
});
const payload = z.strictObject({
  v: z.literal(1),
  n: text(120).nullable(),
  s: text(4000),
  d: z.iso.date(),
  m: z.array(model).max(40),
  f: fx.nullable(),
});

/** What is wrong with a link. `changed`: something of it cannot be read, so no figure of it is shown. */
export type ShareProblem = 'none' | 'changed' | 'newer';
export type DecodedShare =
  | { shared: SharedScenario; problem: null }
  | { shared: null; problem: ShareProblem };

/** Where the page is; the link's data is behind the `#`, which a browser never sends. */
export const SHARE_PATH = '/share/calculator';

export async function encodeShare({ name, state, day, models, fx: rate }: SharedScenario): Promise<string> {
  const json = JSON.stringify({ v: 1, n: name, s: encodeState(state), d: day, m: models, f: rate });
  return toBase64Url(await pumped(new CompressionStream('deflate-raw'), new TextEncoder().encode(json)));
}

/** Reads a link again. Never throws; nothing of a link that is damaged is shown. */
export async function decodeShare(textOfLink: string, fallback: ScenarioState): Promise<DecodedShare> {
  if (textOfLink === '') return { shared: null, problem: 'none' };
  try {
    const bytes = await pumped(new DecompressionStream('deflate-raw'), fromBase64Url(textOfLink));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (versionOf(value) > 1) return { shared: null, problem: 'newer' };
    const { n, s, d, m, f } = payload.parse(value);
    const { state, problem } = decodeState(s, fallback);
    if (problem) return { shared: null, problem: problem.kind === 'newer' ? 'newer' : 'changed' };
    return {
      shared: { version: 1, name: n, state, day: d, models: m as PricedModel[], fx: f },
      problem: null,
    };
  } catch {
    return { shared: null, problem: 'changed' };
  }
}

const versionOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'v' in value && typeof value.v === 'number' ? value.v : 0;

/** More is no scenario: a small link may unfold to anything. */
const MOST_BYTES = 256 * 1024;

async function pumped(through: GenericTransformStream, bytes: Uint8Array): Promise<Uint8Array> {
  const writer = through.writable.getWriter();
  const writing = writer.write(bytes).then(() => writer.close());
  writing.catch(() => {}); // a broken stream is told by reading it
  const reader: ReadableStreamDefaultReader<Uint8Array> = through.readable.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > MOST_BYTES) {
      await reader.cancel();
      throw new RangeError('The link unfolds to more than a scenario.');
    }
    parts.push(next.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(encoded: string): Uint8Array {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
