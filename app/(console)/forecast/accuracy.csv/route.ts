import { forecastAccuracy } from '@/lib/forecasting/server/forecast-accuracy';
import { csvAnswer } from '../csv';

const COLUMNS = ['subject', 'key', 'horizon', 'from', 'to', 'made_at', 'late', 'model'];
const AMOUNTS = [
  'expected_usd',
  'p80_low_usd',
  'p80_high_usd',
  'p95_low_usd',
  'p95_high_usd',
  'actual_usd',
  'error_usd',
  'variance',
];

/** Every frozen forecast with what came. */
export const GET = (): Promise<Response> =>
  csvAnswer(async (ctx) => {
    const { today, snapshots } = await forecastAccuracy(ctx, {});
    return {
      name: `tollgate-forecast-accuracy_${today}.csv`,
      rows: [
        [...COLUMNS, ...AMOUNTS],
        ...snapshots.map(({ intervals: { p80, p95 }, ...one }) => [
          ...[
            one.subject,
            one.key,
            one.horizon,
            one.period.from,
            one.period.to,
            one.madeAt,
            String(one.isLate),
            one.model,
          ],
          ...[one.expected, p80.low, p80.high, p95.low, p95.high, one.actual, one.error, one.variance],
        ]),
      ],
    };
  });
