'use client';

import { monthlyOf, type Report } from '@/lib/calculator/report';
import { leversOf } from '@/lib/calculator/report-inputs';
import type { Unpriced } from '@/lib/calculator/usage-cost';
import { formatShare } from '@/lib/money/format';
import { type ReportBook, readingOf } from './report-working';
import { useScenarioText } from './use-scenario-text';

/** What a scenario comes to, in one sentence. */
export function ReportHeadline({ report, book }: { report: Report | Unpriced; book: ReportBook }) {
  const { t } = useScenarioText();
  if (!report.priced) return <>{t('unpriced', { model: report.model })}</>;
  const reading = readingOf(book, report.state);
  const { baseline, optimised } = monthlyOf(report);
  const { savedShare } = report.calculation;
  const levers = leversOf(report.state).length;
  if (levers === 0) return <>{t('headline.plain', { baseline: reading.text(baseline) })}</>;
  return (
    <>
      {t('headline.saved', {
        ...{ baseline: reading.text(baseline), optimised: reading.text(optimised), levers },
        share: formatShare(savedShare.n, savedShare.d),
      })}
    </>
  );
}
