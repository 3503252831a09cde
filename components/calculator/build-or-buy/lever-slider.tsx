'use client';

import { useId } from 'react';
import { Label } from '@/components/ui/field';
import { INFRASTRUCTURE_LEVER, type InfrastructureLever } from '@/lib/calculator/infrastructure-levers';
import { ratioOf, times } from '@/lib/calculator/tokens-ratio';
import { ratioText } from '../kit/ratio-text';
import { readNumber } from '../kit/read-number';
import { useBuildText } from './use-build-text';

/** One infrastructure lever from where it changes nothing to the high end of its published range. */
export function LeverSlider({
  lever,
  value,
  onChange,
}: {
  lever: InfrastructureLever;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const { t } = useBuildText();
  const { neutral, low, high, touches } = INFRASTRUCTURE_LEVER[lever];
  const strength = readNumber(value, { min: neutral, max: high }) ?? neutral;
  const share = touches === 'tokens';
  const said = share
    ? t('levers.percent', { value: ratioText(times(ratioOf(strength), { n: 100n, d: 1n }), 1) })
    : t('levers.factor', { value: ratioText(ratioOf(strength), 2) });
  const text = strength === neutral ? t('levers.off') : said;
  return (
    <div className="grid gap-0.5">
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>{t(`levers.${lever}`)}</Label>
        <output htmlFor={id}>{text}</output>
      </div>
      <input
        id={id}
        type="range"
        min={neutral}
        max={high}
        step={share ? 0.01 : 0.1}
        value={strength}
        onChange={(event) => onChange(event.target.value)}
        aria-valuetext={text}
        aria-describedby={`${id}-says`}
        className="h-6 w-full accent-accent"
      />
      <p id={`${id}-says`} className="text-xs text-ink2">
        {t(`levers.published.${lever}`)}
        {strength !== neutral && strength < low && <span className="text-warn"> ○ {t('levers.below')}</span>}
      </p>
    </div>
  );
}
