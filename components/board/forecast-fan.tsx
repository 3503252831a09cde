import { formatShareOf } from '@/lib/attribution/figure';
import type { Board } from '@/lib/board/board';
import { dayShare, type Fan, type FanEnd, fanOf } from '@/lib/board/fan';
import { moneyText } from '@/lib/board/metric-text';
import type { EndDto } from '@/lib/forecasting/dto';
import { addDays } from '@/lib/time/days';
import { writeDay } from '@/lib/time/write';
import { type BoardText, useBoardText } from './use-board-text';

const [WIDTH, HEIGHT] = [560, 204];
const [LEFT, RIGHT, TOP, BOTTOM] = [4, 96, 18, 30];

/** The fiscal year so far and to its end, with both intervals and the envelope; its table one click away. */
export function ForecastFan({ board }: { board: Board }) {
  const text = useBoardText(board.currency);
  const { forecast, envelope, currency } = board;
  const monthly = envelope && envelope.currency === currency ? envelope.amount : null;
  const fan = fanOf(forecast, monthly);
  const ends = forecast.forecast?.ends ?? [];
  if (!fan) return <p className="py-3 text-ink2">{text.t('forecast.none')}</p>;
  return (
    <>
      <div className="max-sm:hidden">
        <Drawing fan={fan} board={board} monthly={monthly} text={text} />
      </div>
      <details className="mt-1 text-xs max-sm:hidden" data-print="hide">
        <summary className="cursor-pointer text-ink2">{text.t('asTable')}</summary>
        <EndsTable ends={ends} board={board} text={text} />
      </details>
      <div className="sm:hidden">
        <EndsTable ends={ends} board={board} text={text} />
      </div>
    </>
  );
}

function Drawing({
  fan,
  board,
  monthly,
  text,
}: {
  fan: Fan;
  board: Board;
  monthly: string | null;
  text: BoardText;
}) {
  const x = (day: string) => LEFT + dayShare(fan.year, day) * (WIDTH - LEFT - RIGHT);
  const y = (amount: number) => HEIGHT - BOTTOM - (amount / fan.high) * (HEIGHT - TOP - BOTTOM);
  const at = (day: string, amount: number) => `${x(day).toFixed(1)} ${y(amount).toFixed(1)}`;
  const now = fan.actual.at(-1);
  const year = board.forecast.forecast?.ends.find(({ key }) => key === 'year');
  const last = fan.ends.at(-1);
  if (!now || !year || !last) return null;
  const band = (low: (end: FanEnd) => number, high: (end: FanEnd) => number) =>
    `M${at(now.day, now.amount)}${fan.ends.map((end) => `L${at(end.day, low(end))}`).join('')}${[...fan.ends]
      .reverse()
      .map((end) => `L${at(end.day, high(end))}`)
      .join('')}Z`;
  const amount = moneyText(year.total, board.currency, 0);
  const firstDay = writeDay(fan.year.from, 'shortMonth', text.locale);
  const lastDay = writeDay(addDays(fan.year.to, -1), 'shortMonth', text.locale);
  const today = writeDay(now.day, 'short', text.locale);
  const ends = fan.envelope.at(-1);
  const expected = y(last.amount);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      role="img"
      className="board-chart"
      aria-label={text.t('forecast.label', {
        amount,
        day: text.day(addDays(fan.year.to, -1)),
        low: moneyText(year.intervals.p95.low, board.currency, 0),
        high: moneyText(year.intervals.p95.high, board.currency, 0),
      })}
    >
      <path d={`M0 ${y(0)}H${WIDTH - RIGHT}`} stroke="var(--line)" />
      {fan.envelope.length > 0 && ends && (
        <>
          <path
            d={`M${fan.envelope.map((point) => at(point.day, point.amount)).join('L')}`}
            fill="none"
            stroke="var(--ink)"
            strokeDasharray="3 3"
          />
          {monthly && (
            <text className="k" x={LEFT} y="11">
              {text.t('forecast.envelope', { amount: moneyText(monthly, board.currency, 0) })}
            </text>
          )}
        </>
      )}
      <path
        d={band(
          (end) => end.low95,
          (end) => end.high95,
        )}
        fill="var(--c3)"
        opacity="0.16"
      />
      <path
        d={band(
          (end) => end.low80,
          (end) => end.high80,
        )}
        fill="var(--c3)"
        opacity="0.26"
      />
      <path
        d={`M${fan.actual.map((point) => at(point.day, point.amount)).join('L')}`}
        fill="none"
        stroke="var(--ink)"
        strokeWidth="1.6"
      />
      <path
        d={`M${at(now.day, now.amount)}${fan.ends.map((end) => `L${at(end.day, end.amount)}`).join('')}`}
        fill="none"
        stroke="var(--c3)"
        strokeWidth="1.6"
      />
      <text className="k" x={x(last.day) + 6} y={(expected + 4).toFixed(1)}>
        {amount}
      </text>
      <text x={x(last.day) + 6} y={Math.min(y(last.low95) + 4, HEIGHT - BOTTOM).toFixed(1)}>
        {text.t('forecast.band', { percent: '95' })}
      </text>
      <text x={LEFT} y={HEIGHT - 12}>
        {firstDay}
      </text>
      <text x={x(now.day)} y={HEIGHT - 12} textAnchor="middle">
        {today}
      </text>
      <text x={x(last.day)} y={HEIGHT - 12} textAnchor="end">
        {lastDay}
      </text>
    </svg>
  );
}

function EndsTable({ ends, board, text }: { ends: readonly EndDto[]; board: Board; text: BoardText }) {
  const { t } = text;
  const money = (amount: string) => moneyText(amount, board.currency, 0);
  const coverage = board.forecast.forecast?.backtest.coverage.sum.p80;
  return (
    <>
      <table className="data-table">
        <caption className="sr-only">{t('forecast.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('forecast.until')}</th>
            <th scope="col" className="text-right!">
              {t('forecast.expected')}
            </th>
            <th scope="col" className="text-right!">
              80 %
            </th>
            <th scope="col" className="text-right! max-sm:hidden">
              95 %
            </th>
          </tr>
        </thead>
        <tbody>
          {ends.map((end) => (
            <tr key={end.key}>
              <th scope="row" className="font-normal">
                {t(`forecast.ends.${end.key}`)}
              </th>
              <td data-align="right" title={end.total}>
                {money(end.total)}
              </td>
              <td data-align="right">
                <Interval low={money(end.intervals.p80.low)} high={money(end.intervals.p80.high)} />
              </td>
              <td data-align="right" className="max-sm:hidden">
                <Interval low={money(end.intervals.p95.low)} high={money(end.intervals.p95.high)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {coverage != null && (
        <p className="mt-1 text-xs text-ink2">
          {t('forecast.tested', { share: formatShareOf(String(Math.round(coverage * 1000) / 1000), 0) })}
        </p>
      )}
    </>
  );
}

/** On a phone the bounds stand below each other. */
const Interval = ({ low, high }: { low: string; high: string }) => (
  <>
    <span className="max-sm:block">{low} –</span> <span className="max-sm:block">{high}</span>
  </>
);
