import { useLocale, useTranslations } from 'next-intl';
import { axisNumber, niceScale } from '@/components/charts/series';
import type { JudgedSnapshot } from '@/lib/forecasting/accuracy';
import { formatMoney, toChartNumber } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';

/** Each month's interval and expectation, with what came as a dot: filled where it lies within 80 %. Oldest first. */
export function IntervalChart({ snapshots }: { snapshots: readonly JudgedSnapshot[] }) {
  const t = useTranslations('forecast.accuracy');
  const locale = useLocale();
  const top = Math.max(
    ...snapshots.flatMap(({ intervals, actual }) => [
      toChartNumber(intervals.p80.high),
      toChartNumber(actual ?? '0'),
    ]),
  );
  const scale = niceScale(top);
  const at = (value: string) => `${Math.min(100, Math.max(0, (toChartNumber(value) / scale.top) * 100))}%`;
  const span = ({ low, high }: { low: string; high: string }) => ({
    left: at(low),
    right: `calc(100% - ${at(high)})`,
  });
  return (
    <div>
      <ul className="grid gap-px">
        {snapshots.map((one) => (
          <li
            key={one.id}
            className="grid grid-cols-[64px_minmax(0,1fr)] items-center gap-x-3 sm:grid-cols-[84px_minmax(0,1fr)_270px]"
          >
            <span className="text-ink2">{writeDay(one.period.from, 'shortMonth', locale)}</span>
            <span aria-hidden className="relative block h-6 border-l border-line-strong">
              <span className="absolute inset-y-[9px] bg-c3/20" style={span(one.intervals.p95)} />
              <span className="absolute inset-y-[7px] bg-c3/30" style={span(one.intervals.p80)} />
              <span className="absolute inset-y-[4px] w-px bg-c3" style={{ left: at(one.expected) }} />
              {one.actual !== null && (
                <span
                  className={`absolute top-1/2 size-2.5 -translate-1/2 rounded-full border-2 border-ink ${one.within80 ? 'bg-ink' : 'bg-ground'}`}
                  style={{ left: at(one.actual) }}
                />
              )}
            </span>
            <span className="whitespace-nowrap text-xs text-ink2 max-sm:col-span-2 max-sm:pb-2">
              {one.actual === null
                ? t('expects', { expected: formatMoney(one.expected, 'USD') })
                : t('came', {
                    expected: formatMoney(one.expected, 'USD'),
                    actual: formatMoney(one.actual, 'USD'),
                  })}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-xs text-ink2">{t('legend', { top: `US$${axisNumber(scale.top)}` })}</p>
    </div>
  );
}
