import { niceScale } from '@/components/charts/series';
import type { ForecastDto, UsageForecast } from '@/lib/forecasting/dto';
import { toChartNumber } from '@/lib/money/format';

/** The drawing's own units; it is stretched to the room there is. */
export const FAN_WIDTH = 1000;
export const FAN_HEIGHT = 280;

export interface FanModel {
  /** Paths of the drawing. History has gaps where nothing is known. */
  history: string;
  expected: string;
  band80: string;
  band95: string;
  /** Height of the envelope's even daily pace, and where today begins. */
  envelope: number | null;
  today: number;
  ticks: { value: number; y: number }[];
  days: { day: string; x: number }[];
  /** Heights at the right end, for the names of the lines. */
  ends: { expected: number; high80: number; low80: number; high95: number; low95: number };
}

interface FanInput {
  history: UsageForecast['history'];
  days: ForecastDto['days'];
  /** The envelope of a day; null: there is none. */
  envelopeADay: number | null;
}

/** What the fan draws: the last known days, then the forecast with its two intervals, by day. */
export function fanModel({ history, days, envelopeADay }: FanInput): FanModel {
  const count = history.length + days.length;
  const x = (index: number) => round((index / Math.max(1, count - 1)) * FAN_WIDTH);
  const known = history.map(({ amount }) => (amount === null ? null : toChartNumber(amount)));
  const fan = days.map(({ amount, p80, p95 }) => ({
    expected: toChartNumber(amount),
    ...{ low80: toChartNumber(p80.low), high80: toChartNumber(p80.high) },
    ...{ low95: toChartNumber(p95.low), high95: toChartNumber(p95.high) },
  }));
  const scale = niceScale(
    Math.max(0, envelopeADay ?? 0, ...known.map((value) => value ?? 0), ...fan.map((one) => one.high95)),
  );
  const y = (value: number) => round(FAN_HEIGHT - (Math.max(0, value) / scale.top) * FAN_HEIGHT);
  const at = (index: number) => x(history.length + index);
  const band = (low: 'low80' | 'low95', high: 'high80' | 'high95') =>
    [
      ...fan.map((one, index) => `${index === 0 ? 'M' : 'L'}${at(index)},${y(one[high])}`),
      ...fan.map((one, index) => `L${at(index)},${y(one[low])}`).reverse(),
      'Z',
    ].join('');
  const last = fan.at(-1);
  return {
    history: pathOf(known, x, y),
    expected: pathOf(
      [known.at(-1) ?? null, ...fan.map(({ expected }) => expected)],
      (index) => x(history.length - 1 + index),
      y,
    ),
    band80: fan.length > 0 ? band('low80', 'high80') : '',
    band95: fan.length > 0 ? band('low95', 'high95') : '',
    envelope: envelopeADay === null ? null : y(envelopeADay),
    today: x(history.length - 0.5),
    ticks: scale.ticks.map((value) => ({ value, y: y(value) })),
    days: [...history, ...days]
      .map(({ day }, index) => ({ day, x: x(index) }))
      .filter(({ day }) => day.endsWith('-01')),
    ends: {
      expected: y(last?.expected ?? 0),
      ...{ high80: y(last?.high80 ?? 0), low80: y(last?.low80 ?? 0) },
      ...{ high95: y(last?.high95 ?? 0), low95: y(last?.low95 ?? 0) },
    },
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function pathOf(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return '';
      }
      const step = isDrawing ? 'L' : 'M';
      isDrawing = true;
      return `${step}${x(index)},${y(value)}`;
    })
    .join('');
}
