import { Line, Path, Svg, Text, View } from '@react-pdf/renderer';
import { scaled, scaleFor } from '../../../board/amount-scale';
import type { Board } from '../../../board/board';
import { dayShare, type Fan, type FanEnd, fanOf } from '../../../board/fan';
import { moneyText } from '../../../board/metric-text';
import type { Voice } from '../../../board/narrative/narrate';
import { currencySymbol } from '../../../money/format';
import { addDays } from '../../../time/days';
import { writeDay } from '../../../time/write';
import { apart } from './apart';
import { COLOURS, PAGE_WIDTH, SMALL } from './page';

const HEIGHT = 158;
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 104, 6, 16];
/** Points between two labels on the right, from line to line. */
const LABEL_GAP = 9;
const GRID_LINES = 4;

/** The fiscal year so far and to its end, with both intervals and the envelope; labelled on its lines. */
export function ForecastFan({ board, voice }: { board: Board; voice: Voice }) {
  const { forecast, envelope, currency } = board;
  const monthly = envelope && envelope.currency === currency ? envelope.amount : null;
  const fan = fanOf(forecast, monthly);
  const [now, last] = [fan?.actual.at(-1), fan?.ends.at(-1)];
  if (!fan || !now || !last) return null;
  const x = (day: string) => LEFT + dayShare(fan.year, day) * (PAGE_WIDTH - LEFT - RIGHT);
  const y = (amount: number) => HEIGHT - BOTTOM - (amount / fan.high) * (HEIGHT - TOP - BOTTOM);
  const at = (day: string, amount: number) => `${x(day).toFixed(1)} ${y(amount).toFixed(1)}`;
  const line = (points: readonly { day: string; amount: number }[]) =>
    `M${points.map(({ day, amount }) => at(day, amount)).join('L')}`;
  const band = (low: (end: FanEnd) => number, high: (end: FanEnd) => number) =>
    `${line([now, ...fan.ends.map((end) => ({ day: end.day, amount: low(end) }))])}L${[...fan.ends]
      .reverse()
      .map((end) => at(end.day, high(end)))
      .join('L')}Z`;
  const days = [
    { day: fan.year.from, text: fan.year.from, style: 'shortMonth', anchor: 'start' },
    { day: now.day, text: now.day, style: 'short', anchor: 'middle' },
    { day: fan.year.to, text: addDays(fan.year.to, -1), style: 'shortMonth', anchor: 'end' },
  ] as const;
  return (
    <View style={{ marginTop: 6, ...SMALL, lineHeight: 1.25, color: COLOURS.quiet }} wrap={false}>
      <Text>{voice.words('packFiles.added', { unit: unitOf(fan, board, voice) })}</Text>
      <Svg width={PAGE_WIDTH} height={HEIGHT} viewBox={`0 0 ${PAGE_WIDTH} ${HEIGHT}`}>
        {ticksOf(fan).map(({ amount }) => (
          <Line
            key={amount}
            {...{ x1: LEFT, x2: PAGE_WIDTH - RIGHT, y1: y(amount), y2: y(amount) }}
            stroke={amount === 0 ? COLOURS.ink : COLOURS.rule}
            strokeWidth={amount === 0 ? 0.5 : 0.4}
          />
        ))}
        {ticksOf(fan).map(({ amount, text }) => (
          <Text
            key={amount}
            {...{ x: LEFT - 4, y: y(amount) + 2.2, style: SMALL, fill: COLOURS.quiet, textAnchor: 'end' }}
          >
            {text}
          </Text>
        ))}
        <Path d={band(low95, high95)} fill={COLOURS.band95} />
        <Path d={band(low80, high80)} fill={COLOURS.band80} />
        {fan.envelope.length > 0 && (
          <Path
            d={line(fan.envelope)}
            {...{ stroke: COLOURS.rise, strokeWidth: 0.9, strokeDasharray: '3 2', fill: 'none' }}
          />
        )}
        <Path d={line(fan.actual)} stroke={COLOURS.ink} strokeWidth={1.3} fill="none" />
        <Path d={line([now, ...fan.ends])} stroke={COLOURS.ahead} strokeWidth={1.3} fill="none" />
        {labelsOf(fan, { board, voice, y }).map(({ key, text, at: height, fill }) => (
          <Text key={key} {...{ x: PAGE_WIDTH - RIGHT + 6, y: height + 2.2, style: SMALL, fill }}>
            {text}
          </Text>
        ))}
        <Text {...{ x: x(now.day) + 4, y: y(now.amount) + 14, style: SMALL, fill: COLOURS.ink }}>
          {voice.words('packFiles.sofarLine', { amount: moneyText(spentOf(board), currency, 0) })}
        </Text>
        {days.map(({ day, text, style, anchor }) => (
          <Text
            key={anchor}
            {...{ x: x(day), y: HEIGHT - 5, style: SMALL, fill: COLOURS.quiet, textAnchor: anchor }}
          >
            {writeDay(text, style, voice.locale)}
          </Text>
        ))}
      </Svg>
    </View>
  );
}

const low80 = (end: FanEnd) => end.low80;
const high80 = (end: FanEnd) => end.high80;
const low95 = (end: FanEnd) => end.low95;
const high95 = (end: FanEnd) => end.high95;

const yearOf = ({ forecast }: Board) => forecast.forecast?.ends.find(({ key }) => key === 'year');
const spentOf = (board: Board): string => yearOf(board)?.actual ?? '0';

const scaleOf = ({ high }: Fan) => scaleFor([high.toFixed(2)]);
const unitOf = (fan: Fan, { currency }: Board, { words }: Voice): string =>
  words(`board.scales.${scaleOf(fan)}`, { currency: currencySymbol(currency) });

/** Round amounts from nothing up to the top of the drawing. */
function ticksOf(fan: Fan): { amount: number; text: string }[] {
  const rough = fan.high / GRID_LINES;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const scale = scaleOf(fan);
  return Array.from({ length: Math.floor(fan.high / step) + 1 }, (_, index) => index * step).map(
    (amount) => ({
      amount,
      text: amount === 0 ? '0' : scaled(amount.toFixed(2), scale).replace(/\.0+$/, ''),
    }),
  );
}

interface Drawn {
  board: Board;
  voice: Voice;
  y: (amount: number) => number;
}

/** What stands at the right of each line and band, moved apart where two would touch. */
function labelsOf(fan: Fan, { board, voice, y }: Drawn) {
  const [last, year, ends] = [fan.ends.at(-1), yearOf(board), fan.envelope.at(-1)];
  if (!last || !year) return [];
  const { words } = voice;
  const money = (amount: string) => moneyText(amount, board.currency, 0);
  const band = (percent: string, amount: string) =>
    `${words('board.forecast.band', { percent })} ${money(amount)}`;
  const { p80, p95 } = year.intervals;
  const labels = [
    {
      key: 'expected',
      text: `${words('board.forecast.expected')} ${money(year.total)}`,
      at: y(last.amount),
      fill: COLOURS.ahead,
    },
    { key: 'high95', text: band('95', p95.high), at: y(last.high95), fill: COLOURS.quiet },
    { key: 'high80', text: band('80', p80.high), at: y(last.high80), fill: COLOURS.quiet },
    { key: 'low80', text: band('80', p80.low), at: y(last.low80), fill: COLOURS.quiet },
    { key: 'low95', text: band('95', p95.low), at: y(last.low95), fill: COLOURS.quiet },
    ...(ends && board.envelope
      ? [
          {
            key: 'envelope',
            text: words('packFiles.envelopeMonth', { amount: money(board.envelope.amount) }),
            at: y(ends.amount),
            fill: COLOURS.rise,
          },
        ]
      : []),
  ];
  return apart(labels, LABEL_GAP, HEIGHT - BOTTOM);
}
