'use client';

import { useTranslations } from 'next-intl';
import { ratioOf, times } from '@/lib/calculator/tokens-ratio';
import type { WaterfallStep } from '@/lib/calculator/waterfall';
import { formatShare } from '@/lib/money/format';
import type { WorkingOf } from '../kit/working';
import { useReckoning } from './reckoning-context';
import { useWorking } from './use-working';

/** The working of one step of the waterfall: before, after, and how far the order decides it. */
export function useStepWorking(): (step: WaterfallStep) => WorkingOf {
  const t = useTranslations('calculator.levers');
  const w = useTranslations('calculator.waterfall');
  const working = useWorking();
  const { reading, state, calculation } = useReckoning();
  return (step) => {
    const setting = state.plan.levers[step.lever] ?? { strength: 0, applies: 0 };
    const pull = times(ratioOf(setting.strength), ratioOf(setting.applies));
    const share = (value: number) => formatShare(ratioOf(value).n, ratioOf(value).d, 2);
    return working.amount(
      t('saves', { lever: t(`names.${step.lever}`) }),
      step.saving,
      `${w('formula')} ${t(`does.${step.lever}`)}`,
      [
        [w('before'), reading.text(step.before)],
        [w('after'), reading.text(step.after)],
        [w('strength'), share(setting.strength)],
        [t('applies'), share(setting.applies)],
        [w('pull'), formatShare(pull.n, pull.d, 4)],
        [w('alone'), reading.text(step.alone)],
        [w('last'), reading.text(step.last)],
      ],
      calculation.priced ? calculation.optimised : [],
    );
  };
}
