'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useCalculator } from '@/components/calculator/calculator-context';
import { PageHeader } from '@/components/ui/page-header';
import { calculate } from '@/lib/calculator/outputs';

/** What it would cost, and which lever pays. */
export function CalculatorClient() {
  const t = useTranslations('calculator');
  const { state, prices, reading } = useCalculator();
  const result = useMemo(() => calculate(state.workload, state.plan, prices), [state, prices]);
  return (
    <PageHeader
      title={
        result.priced
          ? reading.text(result.optimised.costPer.month?.total ?? result.monthlySaving)
          : t('title')
      }
    />
  );
}
