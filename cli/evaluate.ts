import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { connect, disconnect } from '@/db/client';
import { type Ctx, systemCtx } from '@/lib/access/server/context';
import { installationSecret } from '@/lib/access/server/installation-secret';
import { listTeams } from '@/lib/access/server/list-teams';
import { createBudgeting } from '@/lib/budgets/server/budgeting';
import { createGate } from '@/lib/budgets/server/gate';
import { invalid, notFound } from '@/lib/errors';
import { addGoldenSet } from '@/lib/evaluation/server/add-golden-set';
import { compareRuns } from '@/lib/evaluation/server/compare-runs';
import { importEvaluation } from '@/lib/evaluation/server/import-evaluation';
import { listGoldenSets } from '@/lib/evaluation/server/list-golden-sets';
import { runEvaluation } from '@/lib/evaluation/server/run-evaluation';
import { startEvaluation } from '@/lib/evaluation/server/start-evaluation';
import { loadPriceBook } from '@/lib/pricing/server/load-price-book';
import { createRecorder } from '@/lib/usage/server/recorder';
import { zoneOf } from '@/lib/usage/server/zone';
import { EXIT, run } from './exit';

interface Common {
  databaseUrl?: string;
}

/** `tollgate evaluate add | run | resume | import | compare | list`: evidence of what models are good for. */
export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('golden sets, runs on them and the evidence they give');
  const add = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .option('--database-url <url>', 'Postgres to use (otherwise DATABASE_URL)');

  add('add', 'keep a golden set: JSON Lines of prompt, expected and grader')
    .argument('<file>')
    .requiredOption('--name <name>')
    .requiredOption('--task-class <class>')
    .option('--team <key>', "the team's; otherwise the organisation's")
    .option(
      '--sample',
      'samples of traffic of --team, which agreed to it: redacted, and deleted after --keep-days',
    )
    .option('--keep-days <days>', '1 to 90', '30')
    .action((file: string, options: AddOptions) =>
      run(() => withCtx(options, (ctx) => addSet(ctx, file, options))),
    );
  add('run', 'ask a model every case of a set and store what it scored')
    .argument('<set>', 'number of the set')
    .requiredOption('--model <provider/model>', 'as the catalogue names it')
    .requiredOption('--team <key>', 'the team that pays')
    .requiredOption('--cap <usd>', 'no call is made that could take the run above it')
    .option('--judge <model>', 'grades rubrics')
    .requiredOption('--base-url <url>', 'of an OpenAI-compatible API, up to and with /v1')
    .option('--api-key-env <name>', 'variable that holds its key', 'OPENAI_API_KEY')
    .option('--concurrency <n>', '1 to 32', '4')
    .option('--max-output <tokens>', 'the most an answer may have', '1024')
    .action((set: string, options: RunCommand) =>
      run(() => withCtx(options, (ctx) => startRun(ctx, set, options))),
    );
  add('resume', 'go on with a run that stopped')
    .argument('<run>', 'number of the run')
    .requiredOption('--base-url <url>')
    .option('--api-key-env <name>', 'variable that holds its key', 'OPENAI_API_KEY')
    .option('--concurrency <n>', '1 to 32', '4')
    .option('--max-output <tokens>', 'the most an answer may have', '1024')
    .action((id: string, options: AskOptions) =>
      run(() => withCtx(options, (ctx) => ask(ctx, idOf(id), options))),
    );
  add('import', 'bring in results measured elsewhere: promptfoo JSON, or CSV')
    .argument('<file>')
    .requiredOption('--name <name>')
    .requiredOption('--task-class <class>')
    .option('--team <key>', "the team's; otherwise the organisation's")
    .option('--measured-at <instant>', 'ISO 8601 with zone; otherwise now')
    .option('--prompt <column>', 'CSV: the case', 'prompt')
    .option('--model <column>', 'CSV: the model', 'model')
    .option('--score <column>', 'CSV: the score', 'score')
    .option('--cost <column>', 'CSV: US dollars', 'cost')
    .option('--input-tokens <column>', 'CSV', 'input_tokens')
    .option('--output-tokens <column>', 'CSV', 'output_tokens')
    .option('--scale <n>', 'CSV: what a right answer scores, 100 for per cents', '1')
    .action((file: string, options: ImportCommand) =>
      run(() => withCtx(options, (ctx) => bringIn(ctx, file, options))),
    );
  add('compare', 'make evidence of two runs of one set')
    .argument('<run>')
    .argument('<baseline-run>')
    .option('--margin <share>', 'how much lower the model may score', '0.05')
    .action((one: string, baseline: string, options: Common & { margin: string }) =>
      run(() =>
        withCtx(options, async (ctx) => {
          const made = await compareRuns(ctx, {
            runId: one,
            baselineRunId: baseline,
            margin: options.margin,
          });
          console.log(`evidence ${made.evidenceId}: ${made.verdict}`);
          return EXIT.done;
        }),
      ),
    );
  add('list', 'golden sets and their runs').action((options: Common) => run(() => withCtx(options, list)));
  return command;
}

async function withCtx(options: Common, work: (ctx: Ctx) => Promise<number>): Promise<number> {
  const url = options.databaseUrl ?? process.env.DATABASE_URL;
  if (!url) throw invalid('Set DATABASE_URL or pass --database-url.');
  const db = connect(url, { max: 8, applicationName: 'tollgate-evaluate' });
  try {
    return await work(systemCtx(db, 'cli', new Date()));
  } finally {
    await disconnect(db);
  }
}

async function fileText(file: string): Promise<string> {
  if (!existsSync(file)) throw notFound(`There is no file ${file}.`);
  return readFile(file, 'utf8');
}

async function teamIdOf(ctx: Ctx, key: string): Promise<string> {
  const team = (await listTeams(ctx, {})).find((one) => one.key === key);
  if (!team) throw notFound(`There is no team ${key}.`);
  return team.id;
}

const ownerOf = (ctx: Ctx, team: string | undefined) => (team === undefined ? null : teamIdOf(ctx, team));

interface AddOptions extends Common {
  name: string;
  taskClass: string;
  team?: string;
  sample?: boolean;
  keepDays: string;
}

async function addSet(ctx: Ctx, file: string, options: AddOptions): Promise<number> {
  const made = await addGoldenSet(ctx, {
    ...{ teamId: await ownerOf(ctx, options.team), name: options.name, taskClass: options.taskClass },
    ...{ kind: options.sample ? 'sample' : 'golden' },
    ...{ keepDays: wholeOf(options.keepDays, '--keep-days', 90), text: await fileText(file) },
  });
  console.log(`set ${made.setId}: ${made.cases} cases, ${made.redactions} redacted`);
  return EXIT.done;
}

interface AskOptions extends Common {
  baseUrl: string;
  apiKeyEnv: string;
  concurrency: string;
  maxOutput: string;
}
interface RunCommand extends AskOptions {
  model: string;
  team: string;
  cap: string;
  judge?: string;
}

async function startRun(ctx: Ctx, setId: string, options: RunCommand): Promise<number> {
  const slash = options.model.indexOf('/');
  const made = await startEvaluation(ctx, {
    ...{
      setId,
      cap: options.cap,
      judge: options.judge ?? null,
      payingTeamId: await teamIdOf(ctx, options.team),
    },
    provider: slash > 0 ? options.model.slice(0, slash) : null,
    model: options.model.slice(slash + 1),
  });
  console.log(`run ${made.runId}, booked under ${made.workflow}`);
  return ask(ctx, BigInt(made.runId), options);
}

async function ask({ db }: Ctx, runId: bigint, options: AskOptions): Promise<number> {
  const now = () => new Date();
  const secret = installationSecret();
  const budgeting = createBudgeting({ db, now });
  const gate = createGate({ db, secret, now, budgeting });
  const recorder = createRecorder({ db, loadPriceBook, secret, timeZone: await zoneOf(db), now, budgeting });
  try {
    const outcome = await runEvaluation(
      {
        ...{ db, gate, recorder, secret, now, sleep: (milliseconds: number) => sleep(milliseconds) },
        endpoint: { baseUrl: options.baseUrl, apiKey: process.env[options.apiKeyEnv] },
        concurrency: wholeOf(options.concurrency, '--concurrency', 32),
        maxOutputTokens: wholeOf(options.maxOutput, '--max-output', 100_000),
        ...{ tries: 5, timeoutMs: 120_000 },
        onProgress: (done, of) => process.stderr.write(`\r${done} of ${of}`),
      },
      runId,
    );
    process.stderr.write('\n');
    console.log(
      `run ${runId}: ${outcome.state}, ${outcome.answers} of ${outcome.cases} answered, ${outcome.failed} failed`,
    );
    return outcome.state === 'done' ? EXIT.done : EXIT.failed;
  } finally {
    await gate.close();
    await recorder.close();
    await budgeting.keeper.close();
  }
}

interface ImportCommand extends Common {
  name: string;
  taskClass: string;
  team?: string;
  measuredAt?: string;
  prompt: string;
  model: string;
  score: string;
  cost: string;
  inputTokens: string;
  outputTokens: string;
  scale: string;
}

async function bringIn(ctx: Ctx, file: string, options: ImportCommand): Promise<number> {
  const { prompt, model, score, cost, inputTokens, outputTokens, measuredAt } = options;
  const done = await importEvaluation(ctx, {
    ...{
      teamId: await ownerOf(ctx, options.team),
      name: options.name,
      taskClass: options.taskClass,
      measuredAt,
    },
    ...{ fileName: path.basename(file), format: file.endsWith('.json') ? 'promptfoo' : 'csv' },
    columns: { prompt, model, score, cost, inputTokens, outputTokens, scale: Number(options.scale) },
    text: await fileText(file),
  });
  console.log(`set ${done.setId}: ${done.results} results of ${done.runs.length} models`);
  for (const one of done.runs) console.log(`  run ${one.runId}\t${one.model}\t${one.cases} cases`);
  for (const left of done.leftOut) console.error(`row ${left.row} left out (${left.code}): ${left.detail}`);
  return done.leftOut.length > 0 ? EXIT.rejected : EXIT.done;
}

async function list(ctx: Ctx): Promise<number> {
  for (const set of await listGoldenSets(ctx, {})) {
    console.log(
      `set ${set.id}\t${set.name}\t${set.taskClass}\t${set.cases} cases\t${set.team?.name ?? 'organisation'}`,
    );
    for (const one of set.runs)
      console.log(
        `  run ${one.id}\t${one.model}\t${one.state}\t${one.answers} answers\tscore ${one.score ?? '–'}`,
      );
  }
  return EXIT.done;
}

const idOf = (text: string): bigint => {
  if (!/^\d{1,18}$/.test(text)) throw invalid(`"${text.slice(0, 20)}" is not the number of a run.`);
  return BigInt(text);
};

function wholeOf(text: string, name: string, most: number): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw invalid(`${name}: write a whole number from 1 to ${most}.`);
  return Number(text);
}
