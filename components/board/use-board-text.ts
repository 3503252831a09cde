import { useLocale, useTranslations } from 'next-intl';
import type { NoValueReason } from '@/lib/attribution/dto';
import { formatShareOf } from '@/lib/attribution/figure';
import type { Metric, MetricGap, MetricValue } from '@/lib/board/metric';
import { isSigned, targetText, valueText } from '@/lib/board/metric-text';
import { firstDayOf } from '@/lib/board/month';
import type { Currency } from '@/lib/money/currency';
import { writeDay, writeInstant } from '@/lib/time/write';

/** How the board says things, in the reader's language; for the server's markup and the browser's alike. */
export function useBoardText(currency: Currency) {
  const t = useTranslations('board');
  const locale = useLocale();
  const style = ({ key, unit }: Pick<Metric, 'key' | 'unit'>) => ({ unit, currency, signed: isSigned(key) });

  const month = (value: string) => writeDay(firstDayOf(value), 'month', locale);
  const monthName = (value: string) => writeDay(firstDayOf(value), 'monthName', locale);
  const day = (value: string) => writeDay(value, 'long', locale);
  const instant = (iso: string, timeZone: string, precision: 'day' | 'minute' = 'day') =>
    writeInstant(iso, timeZone, locale, { style: 'long', precision });
  const gap = (why: MetricGap | NoValueReason) => t(`gaps.${why}`);

  /** `17 of 20`, `HK$7.94`, or the dash of what is not known. */
  const value = (metric: Metric): string =>
    metric.unit === 'workflows' && metric.value !== null && metric.outOf !== null
      ? t('outOf', { value: metric.value, of: metric.outOf })
      : valueText(metric.value, style(metric));
  const other = (metric: Metric, { value: that }: MetricValue) => valueText(that, style(metric));
  const target = (metric: Metric): string | null =>
    metric.target && targetText(metric.target.value, { ...metric, currency });
  const coverage = (share: string | null) => formatShareOf(share, 1);
  /** The first and the last value of the trend, for who cannot see the line. */
  const trend = (metric: Metric): string => {
    const known = metric.trend.filter((one) => one.value !== null);
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last) return t('trend.none', { metric: t(`metrics.${metric.key}.name`) });
    return t('trend.label', {
      metric: t(`metrics.${metric.key}.name`),
      from: month(first.month),
      first: other(metric, first),
      to: month(last.month),
      last: other(metric, last),
    });
  };

  return { t, locale, month, monthName, day, instant, gap, value, other, target, coverage, trend };
}
export type BoardText = ReturnType<typeof useBoardText>;
