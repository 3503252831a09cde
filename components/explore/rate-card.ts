import * as z from 'zod/mini';
import type { TokenClassKey } from '@/lib/attribution/dto';

const price = z.catch(z.optional(z.string()), undefined);
const schema = z.catch(
  z.object({
    prices: z.object({
      input: price,
      cacheRead: price,
      cacheWrite5m: price,
      cacheWrite1h: price,
      output: price,
      reasoning: price,
    }),
  }),
  { prices: {} },
);

/** The base prices of a stored rate card, USD per million tokens; reasoning is charged as output unless it has its own. */
export function rateCard(rates: unknown): Partial<Record<TokenClassKey, string | undefined>> {
  const { prices } = schema.parse(rates);
  return {
    input: prices.input,
    cache_read: prices.cacheRead,
    cache_write_5m: prices.cacheWrite5m,
    cache_write_1h: prices.cacheWrite1h,
    output: prices.output,
    reasoning: prices.reasoning ?? prices.output,
  };
}
