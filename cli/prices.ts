import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { connect, type Db, disconnect } from '@/db/client';
import { type Ctx, systemCtx } from '@/lib/access/server/context';
import { notFound } from '@/lib/errors';
import { type Rates, TOKEN_CLASSES } from '@/lib/pricing/rates';
import { addPriceVersion } from '@/lib/pricing/server/add-price-version';
import { comparePriceLists } from '@/lib/pricing/server/compare-price-lists';
import { getModel } from '@/lib/pricing/server/get-model';
import { importPriceMap } from '@/lib/pricing/server/import-price-map';
import { listModels } from '@/lib/pricing/server/list-models';
import { previewPriceMap } from '@/lib/pricing/server/preview-price-map';
import { priceMapReport } from './price-map-report';

/** `tollgate prices list | show | compare | add | import`: the catalogue from the command line. */
export function pricesCommand(): Command {
  const command = new Command('prices').description(
    'the catalogue and its price lists (USD per million tokens)',
  );
  const withDatabase = (name: string) =>
    command.command(name).option('--database-url <url>', 'Postgres to use (otherwise DATABASE_URL)');

  withDatabase('list')
    .argument('[words...]', 'words of the provider or model name')
    .option('--limit <n>', 'rows to print', '50')
    .description('models with the price in force now')
    .action(async (words: string[], options: { limit: string; databaseUrl?: string }) => {
      await withCtx(options, (ctx) => list(ctx, words.join(' '), Number(options.limit)));
    });
  withDatabase('show')
    .argument('<model>', 'provider/model, e.g. openai/gpt-5.2')
    .description('every version of every list, with its source')
    .action((model: string, options: { databaseUrl?: string }) =>
      withCtx(options, (ctx) => show(ctx, model)),
    );
  withDatabase('compare')
    .description('models that two lists price differently')
    .action((options: { databaseUrl?: string }) => withCtx(options, compare));
  withDatabase('add')
    .argument('<model>', 'provider/model')
    .requiredOption('--input <usd>', 'USD per million input tokens')
    .requiredOption('--output <usd>', 'USD per million output tokens')
    .option('--cache-read <usd>')
    .option('--cache-write <usd>', 'five-minute cache write')
    .option('--batch <factor>', 'factor for batch, e.g. 0.5')
    .option('--from <instant>', 'in force from (ISO 8601 with zone; otherwise always)')
    .option('--to <instant>', 'in force until, not included')
    .option('--list <list>', 'contract or manual', 'manual')
    .option('--note <text>')
    .description('add a dated price; the version it follows is closed')
    .action((model: string, options: AddOptions) => withCtx(options, (ctx) => add(ctx, model, options)));
  withDatabase('import')
    .argument('<file>', 'LiteLLM price map: model_prices_and_context_window.json')
    .option('--dry-run', 'show what would be new and changed, and store nothing')
    .description('bring a price map in as a list of its own; it only compares until it is chosen to charge')
    .action((file: string, options: ImportOptions) => withCtx(options, (ctx) => bringIn(ctx, file, options)));
  return command;
}

interface ImportOptions {
  dryRun?: boolean;
  databaseUrl?: string;
}

async function bringIn(ctx: Ctx, file: string, { dryRun }: ImportOptions): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw notFound(`There is no file ${file}.`);
  });
  const source = { text };
  const diff = await previewPriceMap(ctx, { source });
  console.log(priceMapReport(diff));
  if (dryRun) return;
  const { digest } = diff;
  const done = await importPriceMap(ctx, { source, fileName: path.basename(file), digest });
  console.log(
    `Stored: ${done.versionsAdded} versions added, ${done.versionsClosed} closed, ${done.models} models.`,
  );
}

interface AddOptions {
  input: string;
  output: string;
  cacheRead?: string;
  cacheWrite?: string;
  batch?: string;
  from?: string;
  to?: string;
  list: string;
  note?: string;
  databaseUrl?: string;
}

async function withCtx(options: { databaseUrl?: string }, run: (ctx: Ctx) => Promise<void>): Promise<void> {
  const url = options.databaseUrl ?? process.env.DATABASE_URL;
  if (!url) throw new Error('Set DATABASE_URL or pass --database-url.');
  const db: Db = connect(url, { max: 2, applicationName: 'tollgate-prices' });
  try {
    await run(systemCtx(db, 'cli', new Date()));
  } finally {
    await disconnect(db);
  }
}

/** `input 1.75 · cacheRead 0.175 · output 14`, or why there is none. */
export function describeRates(rates: Rates | null): string {
  if (!rates) return 'no price';
  if (rates.selfHosted) return 'self-hosted, no rate';
  const prices = TOKEN_CLASSES.flatMap((c) =>
    rates.prices[c] === undefined ? [] : [`${c} ${rates.prices[c]}`],
  );
  const tiers = (rates.contextTiers ?? []).map(
    (tier) => `dearer above ${tier.aboveInputTokens} input tokens`,
  );
  const factors = Object.entries(rates.serviceTiers ?? {}).map(([tier, factor]) => `${tier} ×${factor}`);
  return [...prices, ...tiers, ...(rates.windows ? ['by time of day'] : []), ...factors].join(' · ');
}

async function list(ctx: Ctx, search: string, limit: number): Promise<void> {
  const pageSize = Math.min(Math.max(Number.isInteger(limit) ? limit : 50, 1), 200);
  const { rows, total } = await listModels(ctx, { search, pageSize });
  for (const row of rows)
    console.log(
      `${row.providerKey}/${row.key}\t${row.tier ?? '–'}\t${describeRates(row.rates)}\t${row.listName ?? ''}`,
    );
  console.log(`${rows.length} of ${total} models`);
}

async function findModel(ctx: Ctx, label: string): Promise<string> {
  const slash = label.indexOf('/');
  const [provider, key] = [label.slice(0, slash), label.slice(slash + 1)];
  const { rows } = await listModels(ctx, {
    search: key,
    provider: slash > 0 ? provider : null,
    pageSize: 200,
  });
  const row = rows.find((found) => found.key === key);
  if (!row || slash <= 0)
    throw new Error(`No model ${label}: write provider/model as \`prices list\` prints it.`);
  return row.modelId;
}

async function show(ctx: Ctx, label: string): Promise<void> {
  const model = await getModel(ctx, { modelId: await findModel(ctx, label) });
  console.log(`${model.providerKey}/${model.key} (${model.name}), tier ${model.tier ?? 'not set'}`);
  for (const version of model.versions) {
    const dates = `[${version.validFrom ?? '…'}, ${version.validTo ?? '…'})`;
    const state = version.superseded ? ' superseded' : version.charging ? ' charging now' : '';
    console.log(
      `${version.listKey} ${dates}${state}\n  ${describeRates(version.rates)}\n  ${version.source}`,
    );
  }
}

async function compare(ctx: Ctx): Promise<void> {
  const differences = await comparePriceLists(ctx, {});
  for (const row of differences) {
    console.log(`${row.label}: ${row.classes.join(', ')}`);
    for (const entry of row.entries)
      console.log(`  ${entry.charging ? '*' : ' '} ${entry.listKey}\t${describeRates(entry.rates)}`);
  }
  console.log(`${differences.length} models differ; * is charged`);
}

async function add(ctx: Ctx, label: string, options: AddOptions): Promise<void> {
  if (options.list !== 'contract' && options.list !== 'manual')
    throw new Error('--list is contract or manual.');
  const { versionId, changedVersions } = await addPriceVersion(ctx, {
    modelId: await findModel(ctx, label),
    list: options.list,
    validFrom: options.from ?? null,
    validTo: options.to ?? null,
    rates: {
      prices: {
        ...{ input: options.input, output: options.output },
        ...(options.cacheRead && { cacheRead: options.cacheRead }),
        ...(options.cacheWrite && { cacheWrite5m: options.cacheWrite }),
      },
      ...(options.batch && { serviceTiers: { batch: options.batch } }),
    },
    note: options.note ?? null,
  });
  console.log(`Added version ${versionId}; ${changedVersions.length} earlier versions closed or superseded.`);
}
