import type { Ctx } from '@/lib/access/server/context';
import type { PriceChangeInput } from '@/lib/pricing/price-change';
import { startOfDay } from '@/lib/time/period';
import { zoneOf } from '@/lib/usage/server/zone';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A change whose days are the instants they begin at in the organisation's zone; what is no day stays, to be refused. */
export async function withInstants(ctx: Ctx, change: PriceChangeInput): Promise<PriceChangeInput> {
  const timeZone = await zoneOf(ctx.db);
  const at = <T extends string | null | undefined>(value: T): T =>
    (typeof value === 'string' && DAY.test(value) ? instantOf(value, timeZone) : value) as T;
  switch (change.kind) {
    case 'price':
    case 'discount': {
      const { validFrom, validTo } = change.input;
      const dates = { validFrom: at(validFrom), validTo: at(validTo) };
      return { ...change, input: { ...change.input, ...dates } } as PriceChangeInput;
    }
    case 'discountEnd':
      return { ...change, input: { ...change.input, endsAt: at(change.input.endsAt) } };
    default:
      return change;
  }
}

function instantOf(day: string, timeZone: string): string {
  try {
    return startOfDay(day, timeZone).toISOString();
  } catch {
    return day; // 31 February: the verb says what is wrong with it
  }
}
