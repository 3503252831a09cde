import { compareRuns } from '../../lib/evaluation/server/compare-runs';
import { importEvaluation } from '../../lib/evaluation/server/import-evaluation';
import type { Db } from '../client';
import { goldenSets } from '../schema';
import { demoPeople } from './people';

interface Measurement {
  name: string;
  taskClass: string;
  daysAgo: number;
  margin: string;
  /** On how many cases both were right, one of them, and none. */
  outcomes: { both: number; modelOnly: number; baselineOnly: number; neither: number };
  baseline: Answers;
  model: Answers;
}
interface Answers {
  name: string;
  /** US dollars an answer. */
  cost: string;
}

const MEASUREMENTS: readonly Measurement[] = [
  {
    ...{ name: 'Ticket look-ups', taskClass: 'simple_lookup', daysAgo: 24, margin: '0.05' },
    outcomes: { both: 224, modelOnly: 4, baselineOnly: 5, neither: 7 },
    baseline: { name: 'claude-sonnet-4-6', cost: '0.0112' },
    model: { name: 'gpt-5-nano', cost: '0.0002' },
  },
  {
    ...{ name: 'HS codes', taskClass: 'classification', daysAgo: 38, margin: '0.05' },
    outcomes: { both: 171, modelOnly: 3, baselineOnly: 38, neither: 8 },
    baseline: { name: 'gpt-5.5', cost: '0.0064' },
    model: { name: 'gpt-5-nano', cost: '0.0001' },
  },
  {
    ...{ name: 'Bills of lading', taskClass: 'structured_extraction', daysAgo: 17, margin: '0.03' },
    outcomes: { both: 82, modelOnly: 2, baselineOnly: 3, neither: 3 },
    baseline: { name: 'gpt-5.5', cost: '0.0248' },
    model: { name: 'gpt-5-mini', cost: '0.0019' },
  },
  {
    ...{ name: 'Hard tickets', taskClass: 'multi_step_reasoning', daysAgo: 131, margin: '0.05' },
    outcomes: { both: 190, modelOnly: 2, baselineOnly: 3, neither: 5 },
    baseline: { name: 'claude-sonnet-4-6', cost: '0.0487' },
    model: { name: 'claude-haiku-4-5', cost: '0.0165' },
  },
];

const DAY_MS = 86_400_000;

/** What was measured elsewhere and brought in: proven, worse, open, and proven too long ago. Whole, or not at all. */
export async function seedEvaluation(outside: Db, now: Date): Promise<void> {
  await outside.transaction(async (tx) => {
    // A verb only begins a nested transaction on it.
    const db = tx as unknown as Db;
    if ((await db.select().from(goldenSets).limit(1)).length > 0) return;
    const actor = (await demoPeople(db))('admin');
    for (const { name, taskClass, daysAgo, margin, ...measured } of MEASUREMENTS) {
      const ctx = { db, actor, now: new Date(now.getTime() - daysAgo * DAY_MS) };
      const { runs } = await importEvaluation(ctx, {
        ...{ teamId: null, name, taskClass, fileName: 'results.csv', format: 'csv' },
        text: resultsOf(measured),
      });
      const [baseline, model] = runs;
      await compareRuns(ctx, { runId: model?.runId ?? '', baselineRunId: baseline?.runId ?? '', margin });
    }
  });
}

function resultsOf({
  outcomes,
  baseline,
  model,
}: Pick<Measurement, 'outcomes' | 'baseline' | 'model'>): string {
  const { both, modelOnly, baselineOnly, neither } = outcomes;
  const answers: [count: number, baselineScore: 0 | 1, score: 0 | 1][] = [
    [both, 1, 1],
    [modelOnly, 0, 1],
    [baselineOnly, 1, 0],
    [neither, 0, 0],
  ];
  const cases = answers.flatMap(([count, ...scores]) => Array.from({ length: count }, () => scores));
  const rows = cases.flatMap(([baselineScore, score], at) => [
    `case ${at + 1},${baseline.name},${baselineScore},${baseline.cost}`,
    `case ${at + 1},${model.name},${score},${model.cost}`,
  ]);
  return ['prompt,model,score,cost', ...rows].join('\n');
}
