'use client';

import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { calculate } from '@/lib/calculator/outputs';
import type { Ratio } from '@/lib/calculator/tokens-ratio';
import { useCalculator } from '../calculator-context';
import { ratioText } from '../kit/ratio-text';
import type { BuildTexts } from './build-fields';
import { useBuildText } from './use-build-text';

const MONTHS = 12n;
const MILLIONTH = 1_000_000n;
const BILLION = 1_000_000_000n;

/** The volume and the blended price of the calculator's workload, with its levers, ready to be taken over. */
export function WorkloadOffer({ onUse }: { onUse: (changed: Partial<BuildTexts>) => void }) {
  const { t, tokens } = useBuildText();
  const { state, prices, entries } = useCalculator();
  const offer = useMemo(() => {
    const result = calculate(state.workload, state.plan, prices);
    if (!result.priced || result.optimised.tokensPerMonth.total === 0n) return null;
    const { tokensPerMonth, exactMonthlyCost, placements } = result.optimised;
    const { n, d } = exactMonthlyCost;
    return {
      tokensPerYear: tokensPerMonth.total * MONTHS,
      // 10⁻¹² USD over tokens is 10⁻⁶ USD per million; the field takes six decimals.
      perMillion: { n, d: d * tokensPerMonth.total * MILLIONTH },
      models: placements.map(({ model }) => entries.get(model)?.name ?? model).join(' + '),
    };
  }, [state.workload, state.plan, prices, entries]);
  if (!offer) return <p className="text-xs text-ink2">{t('workload.unpriced')}</p>;
  const typed = (ratio: Ratio) => ratioText(ratio, 6).replaceAll(',', '');
  const billions = typed({ n: offer.tokensPerYear, d: BILLION });
  return (
    <div className="grid justify-items-start gap-1 border-l-2 border-line pl-2.5 text-xs text-ink2">
      <p className="font-medium text-ink">{t('workload.title')}</p>
      <p>{t('workload.volume', { tokens: tokens(offer.tokensPerYear) })}</p>
      <p>{t('workload.price', { price: ratioText(offer.perMillion, 4), model: offer.models })}</p>
      <Button
        size="sm"
        onClick={() => onUse({ y1: billions, y2: billions, y3: billions, api: typed(offer.perMillion) })}
      >
        {t('workload.use')}
      </Button>
    </div>
  );
}
