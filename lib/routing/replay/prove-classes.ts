import { type Money, moneyOf } from '../../money/money';
import type { RouteCatalogue } from '../catalogue';
import { type BarEvidence, judgeByBar, standingAt } from '../quality-bar';
import type { ReplayDto, ReplayEvidence } from './replay-dto';
import type { ReplayReport } from './replay-types';
import { sumsDto } from './report-dto';

/** What the evidence is held against. */
interface Proving {
  evidence: readonly BarEvidence[];
  catalogue: Pick<RouteCatalogue, 'find'>;
  maxAgeDays: number;
  /** The instant at which it counts. */
  at: Date;
  modelOf: (modelId: bigint) => { provider: string; model: string } | undefined;
}

/** The classes that move, what saves most first, with what is proven of the model they move to, and what those save. */
export function proveClasses(
  report: ReplayReport,
  { evidence, catalogue, maxAgeDays, at, modelOf }: Proving,
): { byClass: ReplayDto['byClass']; provenSaved: Money } {
  // That others were held against a model proves nothing of it in another's place.
  const asCandidate = evidence.filter(({ verdict }) => verdict !== 'baseline');
  const judge = judgeByBar(asCandidate, catalogue, maxAgeDays);
  const evidenceOf = (taskClass: string, model: ReturnType<Proving['modelOf']>): ReplayEvidence => {
    const judged = model && judge(taskClass, model, model, '0');
    if (!judged?.evidence) return 'none';
    if (standingAt(judged, at.getTime()) === 'stale') return 'stale';
    return judged.evidence.verdict as ReplayEvidence;
  };
  let proven = 0n;
  const byClass = [...report.byClass.values()]
    .sort((a, b) => (b.before - b.after > a.before - a.after ? 1 : -1))
    .map((sums) => {
      const model = modelOf(sums.modelId);
      const verdict = evidenceOf(sums.taskClass, model);
      if (verdict === 'proven') proven += sums.before - sums.after;
      return {
        ...{ taskClass: sums.taskClass, model: model?.model ?? '–', evidence: verdict },
        ...sumsDto(sums),
      };
    });
  return { byClass, provenSaved: moneyOf(proven) };
}
