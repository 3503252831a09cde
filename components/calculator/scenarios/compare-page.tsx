'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import type { ScenarioDto } from '@/lib/calculator/scenario-dto';
import type { Currency } from '@/lib/money/currency';
import { readingIn, useBook } from '../calculator-context';
import { CompareView } from './compare-view';
import { monthOf } from './scenario-list';
import { useScenarioText } from './use-scenario-text';

/** Scenarios side by side, and which of them is the cheapest. */
export function ComparePage({
  scenarios,
  missing,
  currency,
}: {
  scenarios: readonly ScenarioDto[];
  /** How many of those asked for are not there for this reader. */
  missing: number;
  currency: Currency;
}) {
  const { t, day } = useScenarioText();
  const { list, prices } = useBook();
  const reading = readingIn(list, currency);
  const back = (
    <Link href="/calculator/scenarios" className="text-link">
      {t('detail.back')}
    </Link>
  );
  if (scenarios.length < 2)
    return (
      <>
        <PageHeader bar={back} title={t('compare.tooFew')} sub={<p>{t('compare.tooFewLead')}</p>} />
        <Button asChild variant="primary">
          <Link href="/calculator/scenarios">{t('compare.choose')}</Link>
        </Button>
      </>
    );
  const months = scenarios.flatMap((scenario) => {
    const month = monthOf(scenario, prices);
    return month ? [{ name: scenario.name, after: month.after }] : [];
  });
  const cheapest = months.reduce<(typeof months)[number] | null>(
    (best, one) => (best === null || one.after < best.after ? one : best),
    null,
  );
  return (
    <>
      <PageHeader
        bar={back}
        title={
          cheapest
            ? t('compare.lead', {
                count: scenarios.length,
                name: cheapest.name,
                amount: reading.text(cheapest.after),
              })
            : t('compare.title')
        }
        sub={
          <p>
            {t('working.pricesOf', { day: day(list.day) })}
            {missing > 0 && ` · ${t('compare.missing', { count: missing })}`}
          </p>
        }
      />
      <CompareView scenarios={scenarios} currency={currency} />
    </>
  );
}
