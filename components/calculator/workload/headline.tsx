'use client';

import { useTranslations } from 'next-intl';
import { ratioOf } from '@/lib/calculator/tokens-ratio';
import { formatCount, formatShare } from '@/lib/money/format';
import { useBook } from '../calculator-context';
import { ratioText } from '../kit/ratio-text';
import type { ShownReckoning } from './reckoning-context';

/** One sentence that says what it costs, and what the levers that are pulled would make of it. */
export function useHeadline(): (reckoning: ShownReckoning) => string {
  const t = useTranslations('calculator.headline');
  const { entries } = useBook();
  return ({ state, calculation, reading }) => {
    if (!calculation.priced)
      return t(calculation.reason === 'unknown_model' ? 'unknownModel' : 'unpriced', {
        model: entries.get(calculation.model)?.name ?? calculation.model,
      });
    const { baseline, optimised, savedShare } = calculation;
    const month = baseline.costPer.month;
    const after = optimised.costPer.month;
    if (!month || !after) return t('nothing');
    const { volume } = state.workload;
    const each = volume.kind === 'users' ? baseline.costPer.activeUser : baseline.costPer.task;
    const what =
      volume.kind === 'users'
        ? t('users', { users: volume.activeUsers })
        : t('tasks', { tasks: ratioText(ratioOf(volume.tasks), 2), per: volume.per });
    const costs = t('costs', { what, amount: reading.text(month.total) });
    const one = each
      ? t(volume.kind === 'users' ? 'eachUser' : 'eachTask', { amount: reading.text(each.total) })
      : '';
    const levers = Object.values(state.plan.levers).filter(
      ({ strength, applies }) => strength > 0 && applies > 0,
    );
    if (levers.length === 0) return t('plain', { costs, one });
    return t('withLevers', {
      ...{ costs, one, levers: levers.length, amount: reading.text(after.total) },
      share: formatShare(savedShare.n, savedShare.d),
      pays: savedShare.n > 0n ? 'yes' : 'no',
    });
  };
}

/** Under the sentence: what it runs on and which prices it is reckoned with. */
export function Basis({ state, calculation }: ShownReckoning) {
  const t = useTranslations('calculator.headline');
  const { entries, list } = useBook();
  const { model } = state.workload;
  const runs =
    model.kind === 'one'
      ? (entries.get(model.model)?.name ?? model.model)
      : model.legs
          .map((leg) => {
            const { n, d } = ratioOf(leg.share);
            return `${entries.get(leg.model)?.name ?? leg.model} ${formatShare(n, d)}`;
          })
          .join(', ');
  const priced = list.models.filter(({ version }) => version).length;
  return (
    <p>
      {t('basis', { runs, day: list.day, models: formatCount(priced) })}
      {!calculation.priced && <span className="block text-warn">{t('unpricedHint')}</span>}
    </p>
  );
}
