'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { LEVERS, type LeverKey, type LeverSetting, startOf, withLever } from '@/lib/calculator/levers';
import { useBook } from '../calculator-context';
import { LeverSaving } from './lever-saving';
import { withTargets } from './reckon';
import { RoutingTargets } from './routing-targets';
import { ShareSlider } from './share-slider';
import { TrainingFields } from './training-fields';
import { usePlan } from './use-workload';

/** One lever: pull it, set its strength inside the published range, see what that saves. */
export const LeverRow = memo(function LeverRow({ lever }: { lever: LeverKey }) {
  const t = useTranslations('calculator.levers');
  const { plan, change } = usePlan();
  const { prices } = useBook();
  const setting = plan.levers[lever];
  const { number, published, source, min, max } = LEVERS[lever];
  const set = (next: LeverSetting | null) =>
    change((now) => withLever(lever === 'routing' && next ? withTargets(now, prices) : now, lever, next));
  return (
    <li className="border-b border-line py-2.5">
      <div className="grid gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,1fr)_170px_170px_130px]">
        <div className={cn('min-w-0', !setting && 'lg:col-span-3')}>
          <Checkbox
            checked={setting !== undefined}
            onCheckedChange={(on) => set(on === true ? startOf(lever) : null)}
            label={
              <span className="font-medium">
                {number !== null && <span className="text-ink3">{String(number).padStart(2, '0')} </span>}
                {t(`names.${lever}`)}
              </span>
            }
          />
          <p className="pl-6 text-ink2">{t(`does.${lever}`)}</p>
          <p className="pl-6 text-xs text-ink2">
            {published ? <q lang="en">{published}</q> : t('noFigure')} · <span lang="en">{source}</span>
          </p>
        </div>
        {setting && (
          <>
            <ShareSlider
              label={t(`strength.${strengthWord(lever)}`)}
              of={t(`names.${lever}`)}
              value={setting.strength}
              {...{ min, max }}
              onChange={(strength) => set({ ...setting, strength })}
            />
            <ShareSlider
              label={t('applies')}
              of={t(`names.${lever}`)}
              value={setting.applies}
              min={0}
              max={1}
              onChange={(applies) => set({ ...setting, applies })}
            />
          </>
        )}
        <LeverSaving lever={lever} pulled={setting !== undefined} />
      </div>
      {setting && lever === 'routing' && <RoutingTargets />}
      {setting && lever === 'fineTuning' && <TrainingFields />}
    </li>
  );
});

/** What the strength of a lever is a share of, in words. */
const strengthWord = (lever: LeverKey): 'hits' | 'moves' | 'takes' =>
  lever === 'promptCaching' ? 'hits' : lever === 'routing' || lever === 'batch' ? 'moves' : 'takes';
