import { METRICS, type MetricKey } from '@/lib/board/metric';

/** The part of the address that names the sheet beside the board. */
export const OPEN = 'open';

/** The metric whose working is open; anything else opens nothing, so that an old link still shows the board. */
export const metricOpen = (open: string | null): MetricKey | null =>
  METRICS.find((key) => key === open) ?? null;
