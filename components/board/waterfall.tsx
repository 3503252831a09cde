import { scaled, scaleFor } from '@/lib/board/amount-scale';
import type { Board } from '@/lib/board/board';
import { type Bar, barsOf, extentOf } from '@/lib/board/bridge-bars';
import { moneyText, signedMoney } from '@/lib/board/metric-text';
import type { Currency } from '@/lib/money/currency';
import { currencySymbol } from '@/lib/money/format';
import { type BoardText, useBoardText } from './use-board-text';

const WIDTH = 560;
const HEIGHT = 216;
const [TOP, BOTTOM] = [34, 30];

/** From the month before to this one, part by part; the same figures in a table one click away, and on a phone. */
export function Waterfall({ board }: { board: Board }) {
  const text = useBoardText(board.currency);
  const { before, after, parts } = board.bridge.total;
  if (parts === null || before.value === null || after.value === null) {
    return <p className="py-3 text-ink2">{text.gap(after.reason ?? before.reason ?? 'no_previous')}</p>;
  }
  const bars = barsOf(before.value, parts, after.value);
  const names = bars.map(({ key }) =>
    key === 'before'
      ? text.monthName(board.previousPeriod.from.slice(0, 7))
      : key === 'after'
        ? text.monthName(board.month)
        : text.t(`parts.${key}`),
  );
  const label = text.t('bridge.label', {
    bars: bars.map((bar, at) => `${names[at]} ${amountOf(bar, board.currency)}`).join(text.t('join')),
  });
  return (
    <>
      <div className="max-sm:hidden">
        <Drawing bars={bars} names={names} label={label} text={text} currency={board.currency} />
      </div>
      <details className="mt-1 text-xs max-sm:hidden" data-print="hide">
        <summary className="cursor-pointer text-ink2">{text.t('asTable')}</summary>
        <PartsTable bars={bars} names={names} currency={board.currency} text={text} />
      </details>
      <div className="sm:hidden">
        <PartsTable bars={bars} names={names} currency={board.currency} text={text} />
      </div>
    </>
  );
}

const amountOf = ({ key, amount }: Bar, currency: Currency): string =>
  key === 'before' || key === 'after' ? moneyText(amount, currency) : signedMoney(amount, currency);

function Drawing({
  bars,
  names,
  label,
  text,
  currency,
}: {
  bars: readonly Bar[];
  names: readonly string[];
  label: string;
  text: BoardText;
  currency: Currency;
}) {
  const { low, high } = extentOf(bars);
  const scale = scaleFor(bars.map(({ amount }) => amount));
  const slot = WIDTH / bars.length;
  const width = Math.min(48, slot * 0.72);
  const x = (at: number) => at * slot + (slot - width) / 2;
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      role="img"
      aria-label={label}
      className="board-chart"
    >
      <text x="0" y="9">
        {text.t(`scales.${scale}`, { currency: currencySymbol(currency) })}
      </text>
      {bars.map((bar, at) => {
        const top = Math.min(y(bar.from), y(bar.to));
        const isTotal = bar.key === 'before' || bar.key === 'after';
        return (
          <g key={bar.key}>
            <rect
              x={x(at).toFixed(1)}
              y={top.toFixed(1)}
              width={width.toFixed(1)}
              height={Math.max(2, Math.abs(y(bar.from) - y(bar.to))).toFixed(1)}
              fill={isTotal ? 'var(--ink)' : bar.to > bar.from ? 'var(--c2)' : 'var(--c1)'}
              opacity={isTotal ? 0.86 : 1}
            />
            <text
              className="k"
              x={(x(at) + width / 2).toFixed(1)}
              y={(top - 5).toFixed(1)}
              textAnchor="middle"
            >
              {scaled(bar.amount, scale, !isTotal)}
            </text>
            <Name text={names[at] ?? ''} x={x(at) + width / 2} slot={slot} />
            {at < bars.length - 1 && (
              <path
                d={`M${(x(at) + width).toFixed(1)} ${y(bar.to).toFixed(1)}H${x(at + 1).toFixed(1)}`}
                stroke="var(--mark)"
                strokeDasharray="2 2"
              />
            )}
          </g>
        );
      })}
      <path d={`M0 ${y(0).toFixed(1)}H${WIDTH}`} stroke="var(--line)" />
    </svg>
  );
}

/** A name below its bar, on two lines where it has two words and no room for one. */
function Name({ text, x, slot }: { text: string; x: number; slot: number }) {
  const space = text.indexOf(' ');
  const lines = text.length * 6 > slot && space > 0 ? [text.slice(0, space), text.slice(space + 1)] : [text];
  return (
    <text textAnchor="middle" y={HEIGHT - (lines.length > 1 ? 17 : 12)}>
      {lines.map((line, at) => (
        <tspan key={line} x={x.toFixed(1)} dy={at === 0 ? 0 : 12}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function PartsTable({
  bars,
  names,
  currency,
  text,
}: {
  bars: readonly Bar[];
  names: readonly string[];
  currency: Currency;
  text: BoardText;
}) {
  return (
    <table className="data-table">
      <caption className="sr-only">{text.t('bridge.title')}</caption>
      <tbody>
        {bars.map((bar, at) => {
          const isTotal = bar.key === 'before' || bar.key === 'after';
          return (
            <tr key={bar.key}>
              <th scope="row" className={isTotal ? 'font-medium' : 'font-normal'}>
                {names[at]}
              </th>
              <td data-align="right" className={isTotal ? 'font-medium' : undefined} title={bar.amount}>
                {amountOf(bar, currency)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
