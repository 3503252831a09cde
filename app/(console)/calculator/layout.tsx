import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { CalculatorProvider } from '@/components/calculator/calculator-context';
import { CalculatorTabs } from '@/components/calculator/calculator-tabs';
import { QueryProvider } from '@/components/shell/query-provider';
import { listPricedModels } from '@/lib/pricing/server/list-priced-models';
import { Scenarios } from './scenarios/provider';

/** The price book goes to the browser once for all tabs; from then on every figure is worked out there. */
export default async function CalculatorLayout({ children }: { children: ReactNode }) {
  const [ctx, currency] = await Promise.all([getCtx(), getReadingCurrency()]);
  const list = await listPricedModels(ctx, {});
  return (
    <AreaMessages of={['calculator', 'calculatorKit', 'scenarios', 'errors']}>
      <CalculatorProvider list={list} currency={currency}>
        <CalculatorTabs />
        <QueryProvider>
          <Scenarios>{children}</Scenarios>
        </QueryProvider>
      </CalculatorProvider>
    </AreaMessages>
  );
}
