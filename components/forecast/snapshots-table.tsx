import { useLocale, useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatShareOf } from '@/lib/attribution/figure';
import type { JudgedSnapshot } from '@/lib/forecasting/accuracy';
import { formatMoney } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';

/** Every frozen forecast of one kind of subject, newest first. US dollars. */
export function SnapshotsTable({
  snapshots,
  caption,
}: {
  snapshots: readonly JudgedSnapshot[];
  caption: string;
}) {
  const t = useTranslations('forecast');
  const locale = useLocale();
  const money = (value: string | null) => (value === null ? '–' : formatMoney(value, 'USD'));
  return (
    <TableScroll label={caption} style={{ maxHeight: 420 }}>
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ends.period')}</th>
            {(['expected', 'p80', 'actual', 'variance'] as const).map((column) => (
              <th key={column} scope="col" data-align="right">
                {t(`accuracy.columns.${column}`)}
              </th>
            ))}
            <th scope="col">{t('accuracy.columns.state')}</th>
            <th scope="col">{t('accuracy.columns.made')}</th>
          </tr>
        </thead>
        <tbody>
          {snapshots.map((one) => (
            <tr key={one.id}>
              <td className="whitespace-nowrap">
                {one.key && <span className="block">{one.label ?? one.key}</span>}
                <span className={one.key ? 'text-xs text-ink2' : ''}>
                  {t('accuracy.from', {
                    horizon: t(`ends.${one.horizon}`),
                    day: writeDay(one.period.from, 'medium', locale),
                  })}
                </span>
              </td>
              <td data-align="right">{money(one.expected)}</td>
              <td data-align="right">
                {money(one.intervals.p80.low)} – {money(one.intervals.p80.high)}
              </td>
              <td data-align="right">{money(one.actual)}</td>
              <td data-align="right">{formatShareOf(one.variance, 1, true)}</td>
              <td className="whitespace-nowrap">{t(`accuracy.states.${stateOf(one)}`)}</td>
              <td className="whitespace-nowrap text-ink2">
                {t(`models.${one.model}`)}
                {one.isLate && <span className="block text-xs text-warn">{t('accuracy.late')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function stateOf({
  actual,
  within80,
  within95,
}: JudgedSnapshot): 'running' | 'within80' | 'within95' | 'outside' {
  if (actual === null) return 'running';
  if (within80) return 'within80';
  return within95 ? 'within95' : 'outside';
}
