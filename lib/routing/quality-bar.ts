import { ageInDays, type Verdict } from '../evaluation/evidence';
import type { RoutableModel, RouteCatalogue } from './catalogue';
import type { ModelRef } from './policy';

/** The newest measurement of a model on a task class. Plain data. */
export interface BarEvidence {
  id: string;
  taskClass: string;
  /** As evidence names it: `model` or `provider/model`. */
  model: string;
  /** `baseline`: the others were held against it, so its own score is all that is asked of it. */
  verdict: Verdict | 'baseline';
  /** Mean score of its answers, 0 to 1, a decimal string. */
  score: string;
  measuredAt: Date;
}

/**
 * How a model stands to a bar on a class. `met`: proven by its newest evidence, which is current, with a score that
 * reaches the bar. `below`: current evidence puts it under the bar, or calls it worse. The other three: nothing current
 * proves it.
 */
export type BarStanding = 'met' | 'below' | 'not_proven' | 'stale' | 'missing';

/** The same with its evidence, which is stale from `until` on. */
export interface BarJudgement {
  standing: Exclude<BarStanding, 'stale'>;
  evidence: BarEvidence | null;
  /** Milliseconds since 1970. */
  until: number;
}

/** Judges a model, as a policy names it and as the catalogue knows it (null: it does not), by a bar on a class. */
export type JudgeByBar = (
  taskClass: string,
  ref: ModelRef,
  model: Pick<RoutableModel, 'provider' | 'model'> | null,
  bar: string,
) => BarJudgement;

const DAY_MS = 86_400_000;
const MISSING: BarJudgement = { standing: 'missing', evidence: null, until: Number.POSITIVE_INFINITY };

/** Evidence holds through its last day, as `isStale` counts. */
export function judgeByBar(
  evidence: readonly BarEvidence[],
  catalogue: Pick<RouteCatalogue, 'find'>,
  maxAgeDays: number,
): JudgeByBar {
  const newest = new Map<string, BarEvidence>();
  for (const one of evidence) {
    const key = `${one.taskClass}\n${nameOf(one.model, catalogue)}`;
    newest.set(key, newer(newest.get(key), one));
  }
  return (taskClass, ref, model, bar) => {
    const provider = model?.provider ?? ref.provider;
    const name = model?.model ?? ref.model;
    const names = provider === null ? [name] : [name, `${provider}/${name}`];
    let found: BarEvidence | undefined;
    for (const one of names) {
      const known = newest.get(`${taskClass}\n${one}`);
      if (known) found = newer(found, known);
    }
    if (!found) return MISSING;
    const until = found.measuredAt.getTime() + (maxAgeDays + 1) * DAY_MS;
    return { standing: standingOf(found, bar), evidence: found, until };
  };
}

/** As of an instant in milliseconds. */
export const standingAt = ({ standing, until }: BarJudgement, at: number): BarStanding =>
  at >= until ? 'stale' : standing;

/** Whole days since it was measured. */
export const ageOf = (evidence: BarEvidence, at: Date): number => ageInDays(evidence.measuredAt, at);

function standingOf({ verdict, score }: BarEvidence, bar: string): BarJudgement['standing'] {
  if (verdict === 'worse' || millionths(score) < millionths(bar)) return 'below';
  return verdict === 'not_proven' ? 'not_proven' : 'met';
}

/** A share of at most six decimals as a whole number. */
function millionths(share: string): number {
  const [whole = '0', part = ''] = share.split('.');
  return Number(whole) * 1_000_000 + Number(part.padEnd(6, '0'));
}

/** The catalogue's name of the model: with its provider where the evidence says which. */
function nameOf(text: string, catalogue: Pick<RouteCatalogue, 'find'>): string {
  const known = catalogue.find({ provider: null, model: text });
  if (known) return known.model;
  const slash = text.indexOf('/');
  const split =
    slash > 0 ? catalogue.find({ provider: text.slice(0, slash), model: text.slice(slash + 1) }) : null;
  return split ? `${split.provider}/${split.model}` : text;
}

function newer(a: BarEvidence | undefined, b: BarEvidence): BarEvidence {
  if (!a) return b;
  const [one, other] = [a.measuredAt.getTime(), b.measuredAt.getTime()];
  return one === other ? (BigInt(a.id) > BigInt(b.id) ? a : b) : one > other ? a : b;
}
