import { formatShareOf } from '@/lib/attribution/figure';

/** An estimated ratio of the backtest as `12.3 %`; null is a dash. */
export const ratioText = (ratio: number | null, signed = false): string =>
  ratio === null ? '–' : formatShareOf(ratio.toFixed(6), 1, signed);
