'use client';

import { useTranslations } from 'next-intl';
import type { LeverKey } from '@/lib/calculator/levers';
import { Figure } from '../kit/working';
import { useReckoning } from './reckoning-context';
import { useStepWorking } from './use-step-working';

/** What the lever saves a month where it stands, or would save as the next one. */
export function LeverSaving({ lever, pulled }: { lever: LeverKey; pulled: boolean }) {
  const t = useTranslations('calculator.levers');
  const { reading, waterfall, next: moves } = useReckoning();
  const workingOf = useStepWorking();
  const step = waterfall?.steps.find((one) => one.lever === lever);
  const next = moves.find((one) => one.lever === lever);
  if (pulled && step)
    return (
      <p className="max-lg:pl-6 lg:text-right">
        <Figure name={t('saves', { lever: t(`names.${lever}`) })} working={() => workingOf(step)}>
          {step.saving === 0n ? t('nothing') : `−${reading.text(step.saving)}`}
        </Figure>
        <span className="block text-xs text-ink2">{t('aMonth')}</span>
      </p>
    );
  if (pulled || !next) return <span />;
  return (
    <p className="text-ink2 max-lg:pl-6 lg:text-right">
      {next.monthlySaving === 0n
        ? t('wouldSaveNothing')
        : t('wouldSave', { amount: reading.text(next.monthlySaving) })}
    </p>
  );
}
