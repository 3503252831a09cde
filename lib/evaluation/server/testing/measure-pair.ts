import type { Ctx } from '../../../access/server/context';
import { compareRuns } from '../compare-runs';
import { importEvaluation } from '../import-evaluation';

/** Brings in results on simple look-ups: the baseline is right on as many cases as the model, which are `right` of `of`. */
export async function measurePair(
  ctx: Ctx,
  {
    model,
    baseline,
    right,
    of,
    team = null,
    taskClass = 'simple_lookup',
  }: {
    model: string;
    baseline: string;
    right: number;
    of: number;
    team?: bigint | null;
    taskClass?: string;
  },
): Promise<string> {
  const cases = Array.from({ length: of }, (_, at) =>
    [model, baseline].map((name) => `case ${at},${name},${at < right ? 1 : 0},0.01`),
  ).flat();
  const { runs } = await importEvaluation(ctx, {
    ...{ teamId: team === null ? null : String(team), name: `${model} on ${of}`, taskClass },
    ...{ fileName: 'results.csv', format: 'csv', text: ['prompt,model,score,cost', ...cases].join('\n') },
  });
  const idOf = (name: string) => runs.find((run) => run.model === name)?.runId ?? '';
  const made = await compareRuns(ctx, { runId: idOf(model), baselineRunId: idOf(baseline), margin: '0.05' });
  return made.evidenceId;
}
