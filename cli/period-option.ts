import { invalid } from '@/lib/errors';
import type { Period } from '@/lib/time/period';

/** `--from` and `--to` as a period; neither means all time. */
export function periodOf({ from, to }: { from?: string; to?: string }): Period | null {
  if (!from && !to) return null;
  if (!from || !to) throw invalid('Give both --from and --to, or neither for all time.');
  return { from, to };
}
