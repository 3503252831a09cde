import { PER_USER, PER_USER_KEYS } from '@/lib/calculator/presets';
import { publishedPrices } from '@/lib/calculator/published-prices';
import { activeUsersOf } from '@/lib/calculator/workload';
import { ZERO } from '@/lib/money/money';
import type { PerUserLine } from './per-user-table';
import { estimateOn } from './published-lines';

/** The benchmarks per active user and month at the document's prices, in US dollars. */
export function perUserLines(): PerUserLine[] {
  const prices = publishedPrices();
  return PER_USER_KEYS.map((key) => {
    const { workload, hkd } = PER_USER[key];
    const { costPer } = estimateOn(workload, prices);
    return {
      ...{ key, hkd, workload },
      users: activeUsersOf(workload) ?? 0,
      monthlyUsd: costPer.month?.total ?? ZERO,
      perUserUsd: costPer.activeUser?.total ?? ZERO,
    };
  });
}
