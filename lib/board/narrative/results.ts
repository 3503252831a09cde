import { toUnits } from '../../attribution/figure';
import type { Board } from '../board';
import type { Metric } from '../metric';
import { count, type Fact, list, money, type Phrase, phrase, share, text } from './phrase';

const units = (value: string): bigint => toUnits(value, 12);

const measured = ({ unit, outOf }: Metric, value: string): Fact => ({ kind: 'measured', unit, value, outOf });

/** How many targets were met, which were missed and by what, and what cannot be stated yet. */
export function metricPhrases({ metrics }: Board): Phrase[] {
  const held = metrics.filter(({ met }) => met !== null);
  const missed = held.filter(({ met }) => met === false);
  const without = metrics.filter(({ value }) => value === null);
  return [
    held.length === 0
      ? phrase('metrics.noTargets')
      : phrase('metrics.met', { met: count(held.length - missed.length), total: count(held.length) }),
    ...missed.slice(0, 2).flatMap((metric) => {
      const { key, value, target, sense } = metric;
      if (value === null || target === null) return [];
      const facts = {
        metric: { kind: 'metric', value: key } as const,
        value: measured(metric, value),
        target: measured({ ...metric, outOf: null }, target.value),
      };
      return [phrase(`metrics.missed.${sense}`, facts)];
    }),
    ...(without.length === 0
      ? []
      : [
          phrase('metrics.without', {
            names: list(without.map(({ key }) => ({ kind: 'metric', value: key }))),
          }),
        ]),
  ];
}

/** How many workflows pay for themselves, the best and the worst of them, and what nobody has defined. */
export function workflowPhrases({ workflows }: Board): Phrase[] {
  const judged = workflows.flatMap((row) => (row.margin === null ? [] : [{ ...row, margin: row.margin }]));
  const undefinedOnes = workflows.filter(({ gap }) => gap === 'no_definition').length;
  const silent = undefinedOnes === 0 ? [] : [phrase('workflows.undefined', { count: count(undefinedOnes) })];
  if (judged.length === 0) return [phrase('workflows.none'), ...silent];
  const sorted = [...judged].sort((a, b) => (units(a.margin) > units(b.margin) ? -1 : 1));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  const profitable = judged.filter((row) => row.profitable).length;
  return [
    phrase('workflows.judged', { profitable: count(profitable), judged: count(judged.length) }),
    ...(best && units(best.margin) > 0n
      ? [phrase('workflows.best', { name: text(best.label), amount: money(best.margin) })]
      : []),
    ...(worst && units(worst.margin) < 0n
      ? [phrase('workflows.worst', { name: text(worst.label), amount: money(worst.margin) })]
      : []),
    ...silent,
  ].slice(0, 3);
}

/** How many budgets held, and the one furthest beyond its limit or nearest to it. */
export function budgetPhrases({ budgets }: Board): Phrase[] {
  if (budgets.length === 0) return [phrase('budgets.none')];
  const broken = budgets.filter(({ state }) => state === 'exceeded' || state === 'blocked');
  const heading = budgets.filter(({ state }) => state === 'will_exceed');
  const [highest] = [...budgets].sort((a, b) => (units(a.used) > units(b.used) ? -1 : 1));
  const held = { held: count(budgets.length - broken.length), total: count(budgets.length) };
  return [
    phrase('budgets.held', held),
    ...(highest ? [phrase('budgets.highest', { name: text(highest.name), share: share(highest.used) })] : []),
    ...(heading.length > 0 ? [phrase('budgets.heading', { count: count(heading.length) })] : []),
  ];
}

/** What is planned to be saved: a plan, in no figure of this month. */
export function savingPhrases({ savings }: Board): Phrase[] {
  if (savings.length === 0) return [phrase('savings.none')];
  const [largest] = savings
    .flatMap(({ name, savingMonthly }) => (savingMonthly === null ? [] : [{ name, savingMonthly }]))
    .sort((a, b) => (units(a.savingMonthly) > units(b.savingMonthly) ? -1 : 1));
  const all = phrase('savings.count', { count: count(savings.length) });
  if (!largest) return [all];
  return [all, phrase('savings.largest', { name: text(largest.name), amount: money(largest.savingMonthly) })];
}
