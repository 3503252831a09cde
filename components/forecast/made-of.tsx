import { useTranslations } from 'next-intl';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { toLedgerScale } from '@/lib/attribution/figure';
import type { ForecastDto } from '@/lib/forecasting/dto';
import type { Currency } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import { addDays } from '@/lib/time/days';
import { writeDay } from '@/lib/time/write';
import { ratioText } from './ratio-text';

/** Which method forecast, what it learnt from, and how it would have done before: nobody has to believe it. */
export function MadeOf({
  forecast,
  currency,
  locale,
}: {
  forecast: ForecastDto;
  currency: Currency;
  locale: string;
}) {
  const t = useTranslations('forecast');
  const { backtest, learntFrom, gapDays, trendBreak } = forecast;
  const money = (value: string) => formatMoney(toLedgerScale(value), currency);
  const facts = [
    t('made.learnt', {
      from: writeDay(learntFrom.from, 'medium', locale),
      to: writeDay(addDays(learntFrom.to, -1), 'medium', locale),
    }),
    gapDays > 0 && t('made.gaps', { count: gapDays }),
    trendBreak &&
      t('made.break', {
        day: writeDay(trendBreak.day, 'medium', locale),
        before: money(trendBreak.before),
        after: money(trendBreak.after),
      }),
    t('made.backtest', {
      origins: backtest.origins,
      horizon: backtest.horizon,
      error: ratioText(backtest.wape),
      bias: ratioText(backtest.bias, true),
    }),
    backtest.coverage.sum.p80 !== null &&
      t('made.coverage', {
        p80: ratioText(backtest.coverage.sum.p80),
        p95: ratioText(backtest.coverage.sum.p95),
      }),
  ].filter((fact) => fact !== false && fact !== null);
  return (
    <Section title={t('made.title')} note={t('made.note')}>
      <ul className="mb-4 grid max-w-[64em] gap-1.5">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <details>
        <summary className="cursor-pointer text-ink2">
          {t('made.contenders', { count: backtest.contenders.length })}
        </summary>
        <TableScroll label={t('made.title')} className="mt-2">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{t('made.model')}</th>
                {(['error', 'bias', 'mase'] as const).map((column) => (
                  <th key={column} scope="col" data-align="right">
                    {t(`made.columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {backtest.contenders.map(({ model, wape, bias, mase }) => (
                <tr key={model}>
                  <td className={model === forecast.model ? 'font-medium' : ''}>
                    {t(`models.${model}`)}
                    {model === forecast.model && <span className="text-ink2"> · {t('made.chosen')}</span>}
                  </td>
                  <td data-align="right">{ratioText(wape)}</td>
                  <td data-align="right">{ratioText(bias, true)}</td>
                  <td data-align="right">{mase.toFixed(2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </details>
    </Section>
  );
}
