'use client';

import type { EnvelopeRoom } from '@/lib/budgets/budget-dto';
import { type InUnit, isNegative } from './amounts';
import { useBudgetText } from './use-budget-text';

/** How far a limit may go without asking. */
export function EnvelopeHint({ envelope, of }: { envelope: EnvelopeRoom; of: InUnit }) {
  const { t, amount } = useBudgetText();
  const { above, maxLimit, left } = envelope;
  if (above === null || maxLimit === null || left === null) return <>{t('envelope.none')}</>;
  if (isNegative(left))
    return (
      <>{t('envelope.over', { above: t(`envelope.above.${above}`), amount: amount(left.slice(1), of) })}</>
    );
  return (
    <>
      {t('envelope.room', {
        above: t(`envelope.above.${above}`),
        max: amount(maxLimit, of),
        left: amount(left, of),
      })}
    </>
  );
}
