import { useTranslations } from 'next-intl';
import { buttonStyles } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatShareOf } from '@/lib/attribution/figure';
import type { AccuracySummary, ForecastAccuracy } from '@/lib/forecasting/accuracy';
import { SNAPSHOT_SUBJECTS } from '@/lib/forecasting/snapshot';
import { IntervalChart } from './interval-chart';
import { SnapshotsTable } from './snapshots-table';

/** Every forecast we froze, against what came. */
export function AccuracyView({ accuracy: { snapshots, summaries } }: { accuracy: ForecastAccuracy }) {
  const t = useTranslations('forecast.accuracy');
  if (snapshots.length === 0) return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>;
  const months = snapshots.filter(
    ({ subject, horizon }) => subject === 'organisation' && horizon === 'month',
  );
  const csv = (
    <a href="/forecast/accuracy.csv" download className={buttonStyles({ size: 'sm' })}>
      {t('csv')}
    </a>
  );
  return (
    <>
      <PageHeader bar={t('bar')} title={<Headline summaries={summaries} />} sub={<p>{t('sub')}</p>} />
      <Section title={t('monthsTitle')} note={t('monthsNote')} actions={csv}>
        <IntervalChart snapshots={[...months].reverse()} />
      </Section>
      <Section title={t('summaryTitle')} note={t('summaryNote')}>
        <SummaryTable summaries={summaries} />
      </Section>
      {SNAPSHOT_SUBJECTS.map((subject) => {
        const own = snapshots.filter((one) => one.subject === subject);
        return (
          own.length > 0 && (
            <Section key={subject} title={t(`all.${subject}`)} note={t('count', { count: own.length })}>
              <SnapshotsTable snapshots={own} caption={t(`all.${subject}`)} />
            </Section>
          )
        );
      })}
    </>
  );
}

function Headline({ summaries }: { summaries: readonly AccuracySummary[] }) {
  const t = useTranslations('forecast.accuracy');
  const months = summaries.find(({ subject, horizon }) => subject === 'organisation' && horizon === 'month');
  if (!months) return <>{t('headlineNone')}</>;
  const isLow = months.bias?.startsWith('-') ?? false;
  return (
    <>
      {t('headline', {
        judged: months.judged,
        within: months.within80,
        error: formatShareOf(months.error),
        bias: formatShareOf(months.bias?.replace('-', '') ?? null),
        side: isLow ? 'low' : 'high',
      }).replaceAll(' %', '\u00a0%')}
    </>
  );
}

function SummaryTable({ summaries }: { summaries: readonly AccuracySummary[] }) {
  const t = useTranslations('forecast');
  return (
    <TableScroll label={t('accuracy.summaryTitle')}>
      <table className="data-table">
        <caption className="sr-only">{t('accuracy.summaryTitle')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('accuracy.of')}</th>
            {(['judged', 'error', 'bias', 'within80', 'within95'] as const).map((column) => (
              <th key={column} scope="col" data-align="right">
                {t(`accuracy.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {summaries.map((one) => (
            <tr key={`${one.subject} ${one.horizon}`}>
              <td className="whitespace-nowrap">
                {t(`accuracy.subjects.${one.subject}`)} · {t(`ends.${one.horizon}`)}
              </td>
              <td data-align="right">{one.judged}</td>
              <td data-align="right">{formatShareOf(one.error)}</td>
              <td data-align="right">{formatShareOf(one.bias, 1, true)}</td>
              {[one.within80, one.within95].map((within, index) => (
                <td key={index === 0 ? '80' : '95'} data-align="right">
                  {t('accuracy.ofAll', { within, judged: one.judged })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
