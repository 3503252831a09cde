'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { NOTHING_PULLED } from '@/lib/calculator/levers';
import type { PresetKey } from '@/lib/calculator/presets';
import { stateHref } from '@/lib/calculator/state';
import type { Workload } from '@/lib/calculator/workload';
import { useCalculator } from '../calculator-context';

/** Opens a workload in the calculator, with no lever pulled and at the prices of the book. */
export function OpenWorkload({ workload, preset }: { workload: Workload; preset: PresetKey }) {
  const t = useTranslations('calculatorKit');
  const { state } = useCalculator();
  const next = { ...state, workload, plan: NOTHING_PULLED, origin: { kind: 'preset' as const, preset } };
  return (
    <Button asChild>
      <Link href={stateHref('/calculator', next)}>{t('open')}</Link>
    </Button>
  );
}
