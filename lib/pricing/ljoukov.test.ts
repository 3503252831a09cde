import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { waitForUpdate } from '@pydantic/genai-prices';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { genaiPricesList } from './lists/genai-prices';
import { newCurrencyList } from './lists/new-currency-2026-05';
import type { PriceBook } from './price-book';
import { createPriceBook } from './price-book';
import { LJOUKOV_PRICES } from './testing/ljoukov-prices';
import { bookOf, tokensOf } from './testing/price-book-fixture';

const FOLDER = process.env.TOLLGATE_DATASETS ?? path.resolve(import.meta.dirname, '../../../shared/datasets');
const FILE = path.join(FOLDER, 'ljoukov-agent-steps/steps.csv');
const isHere = existsSync(FILE);
if (!isHere) console.warn(`skipped: ${FILE} is not here; set TOLLGATE_DATASETS to the folder of data sets`);

const chargeRow = (book: PriceBook, row: Record<string, string>, model: string) =>
  book.charge({
    provider: null,
    model,
    at: new Date(row.generated_at ?? ''),
    serviceTier: 'standard',
    requests: 1n,
    tokens: tokensOf({
      input: BigInt(row.prompt_tokens || 0) - BigInt(row.cached_tokens || 0),
      cacheRead: BigInt(row.cached_tokens || 0),
      output: BigInt(row.response_tokens || 0),
      reasoning: BigInt(row.thinking_tokens || 0),
    }),
  });

describe.skipIf(!isHere)('the ljoukov agent steps', () => {
  const rows: Record<string, string>[] = isHere ? parse(readFileSync(FILE, 'utf8'), { columns: true }) : [];
  const costed = rows.filter((row) => Number(row.cost_usd || 0) > 0);
  const atZero = rows.filter((row) => Number(row.cost_usd || 0) === 0);

  it('reproduces all 1,705 recorded costs within 1e-9 with the prices in the rows', () => {
    const entries = Object.entries(LJOUKOV_PRICES).map(([key, prices], i) => ({
      id: BigInt(i + 1),
      key,
      prices,
    }));
    const book = createPriceBook({
      providers: [{ key: 'ljoukov', match: null }],
      models: entries.map(({ id, key }) => ({
        ...{ id, key, providerKey: 'ljoukov', state: 'catalogue', resolvedModelId: null, match: null },
      })),
      aliases: entries.map(({ id, key }) => ({ providerKey: '', alias: key, modelId: id })),
      versions: entries.map(({ id, prices }) => ({
        ...{ id, modelId: id, priority: 20, isContract: false, validFrom: null, validTo: null },
        rates: { prices },
      })),
    });
    let worst = 0;
    for (const row of costed) {
      const charge = chargeRow(book, row, row.model_version ?? '');
      if (!charge.priced) throw new Error(`${row.model_version}: ${charge.reason}`);
      worst = Math.max(worst, Math.abs(Number(charge.effectiveCost) / 1e12 - Number(row.cost_usd)));
    }
    expect(rows).toHaveLength(2_438);
    expect(costed).toHaveLength(1_705);
    expect(worst).toBeLessThan(1e-9);
  });

  it('never takes the 733 calls recorded at US$0 as free', () => {
    const { book } = bookOf([genaiPricesList(providers, 'installed'), newCurrencyList()]);
    expect(atZero).toHaveLength(733);
    for (const row of atZero) {
      const charge = chargeRow(book, row, row.model_version ?? '');
      if (charge.priced) expect(charge.effectiveCost > 0n).toBe(true);
      else expect(charge.reason).toBeTruthy();
    }
  });

  it('knows 93 calls asked of one codex model and served by another', () => {
    const other = rows.filter((row) => row.model?.includes('codex') && row.model !== row.model_version);
    expect(other).toHaveLength(93);
    expect(new Set(other.map((row) => row.model_version))).toEqual(new Set(['chatgpt-gpt-5.2-2025-12-11']));
  });
});

const providers = (await waitForUpdate()) ?? [];
