import type pptxgen from 'pptxgenjs';
import { type Fan, type FanEnd, type FanPoint, fanOf } from '../../../board/fan';
import { addDays, daysBetween } from '../../../time/days';
import { writeDay } from '../../../time/write';
import { AXES, type Charted, COLOURS, LEGEND } from './look';

/** Spend added up over the fiscal year: spent, expected, both intervals and the envelope. False: nothing to draw. */
export function addForecast(slide: pptxgen.Slide, { pack: { board }, voice, frame }: Charted): boolean {
  const { envelope, currency } = board;
  const fan = fanOf(board.forecast, envelope?.currency === currency ? envelope.amount : null);
  const now = fan?.actual.at(-1);
  if (!fan || !now || fan.ends.length === 0) return false;
  const days = Array.from({ length: daysBetween(fan.year.from, fan.year.to) + 1 }, (_, index) =>
    addDays(fan.year.from, index),
  );
  const labels = days.map((day) => writeDay(day, 'short', voice.locale));
  const { words } = voice;
  const band = (percent: string, bound: string) => `${words('board.forecast.band', { percent })} ${bound}`;
  const lines: [name: string, points: FanPoint[], colour: string][] = [
    [words('packFiles.sofar'), fan.actual, COLOURS.ink],
    [words('board.forecast.expected'), [now, ...fan.ends], COLOURS.ahead],
    [band('80', '↑'), bound(fan, now, 'high80'), COLOURS.band80],
    [band('80', '↓'), bound(fan, now, 'low80'), COLOURS.band80],
    [band('95', '↑'), bound(fan, now, 'high95'), COLOURS.band95],
    [band('95', '↓'), bound(fan, now, 'low95'), COLOURS.band95],
    ...(fan.envelope.length > 0
      ? ([[words('packFiles.envelope'), fan.envelope, COLOURS.rise]] satisfies [string, FanPoint[], string][])
      : []),
  ];
  slide.addChart(
    'line',
    lines.map(([name, points]) => ({ name, labels, values: days.map((day) => heightAt(points, day)) })),
    {
      ...frame,
      ...AXES,
      ...LEGEND,
      ...{ chartColors: lines.map(([, , colour]) => colour), lineDataSymbol: 'none', lineSize: 1.75 },
      catAxisLabelFrequency: String(Math.ceil(days.length / 6)),
    },
  );
  return true;
}

const bound = (fan: Fan, now: FanPoint, key: 'low80' | 'high80' | 'low95' | 'high95'): FanPoint[] => [
  now,
  ...fan.ends.map((end: FanEnd) => ({ day: end.day, amount: end[key] })),
];

/** Nothing: the line is not drawn there. */
const GAP = null as unknown as number;

/** Where a line through these points is on a day; for drawing only. */
function heightAt(points: readonly FanPoint[], day: string): number {
  const next = points.findIndex((point) => point.day >= day);
  const [to, from] = [points[next], points[next - 1]];
  if (!to) return GAP;
  if (to.day === day) return to.amount;
  if (!from) return GAP;
  const share = daysBetween(from.day, day) / daysBetween(from.day, to.day);
  return from.amount + (to.amount - from.amount) * share;
}
