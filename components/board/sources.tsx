import type { Board } from '@/lib/board/board';
import { moneyText } from '@/lib/board/metric-text';
import { addDays } from '@/lib/time/days';
import { useBoardText } from './use-board-text';

/** What the figures rest on: days, exchange rates, price lists and when they were read. */
export function Sources({ board }: { board: Board }) {
  const { t, day, instant, gap } = useBoardText(board.currency);
  const { period, fx, currency } = board;
  return (
    <dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[auto_1fr]">
      <dt className="text-ink2">{t('basis.days')}</dt>
      <dd>
        {t('basis.range', { from: day(period.from), to: day(addDays(period.to, -1)), zone: board.timeZone })}
      </dd>
      {fx.length > 0 && (
        <>
          <dt className="text-ink2">{t('basis.fx')}</dt>
          <dd>
            {fx.map((use) => (
              <span key={use.from} className="block">
                {use.rate === null
                  ? `${day(use.from)} – ${day(addDays(use.to, -1))}: ${gap('no_fx_rate')}`
                  : t('basis.rate', {
                      rate: use.rate.replace(/(\.\d{2,}?)0+$/, '$1'),
                      currency,
                      from: day(use.from),
                      to: day(addDays(use.to, -1)),
                      source: use.source ?? '–',
                    })}
              </span>
            ))}
          </dd>
        </>
      )}
      <dt className="text-ink2">{t('basis.prices')}</dt>
      <dd>
        {board.priceSources.map((source) => (
          <span key={`${source.list} ${source.source}`} className="block wrap-anywhere">
            {source.list} · {source.source} ·{' '}
            {source.effectiveCost === null ? gap('no_fx_rate') : moneyText(source.effectiveCost, currency)}
          </span>
        ))}
      </dd>
      <dt className="text-ink2">{t('basis.read')}</dt>
      <dd>{instant(board.asOf, board.timeZone, 'minute')}</dd>
    </dl>
  );
}
