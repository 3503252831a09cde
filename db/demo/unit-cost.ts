import type { PriceBook } from '../../lib/pricing/price-book';
import { hongKongTime } from './calendar';
import { modelOn } from './line-up';
import type { Anatomy, MixPart } from './workflows';

/** The plan is in HK$; the peg is close enough to size traffic with. The ledger uses the price book alone. */
const PLAN_HKD_PER_USD = 7.8;
/** Nobody trimmed traffic when prices moved in August 2026: it stays sized by the prices before. */
const SIZED_BEFORE = '2026-08-01';

/** List price of one request in HK$, for sizing the plan only; never stored. Throws where there is no price. */
export function plannedUnitCost(book: PriceBook, part: MixPart, anatomy: Anatomy, day: string): number {
  const priceDay = day < SIZED_BEFORE ? day : SIZED_BEFORE;
  const tokens = (count: number | undefined) => BigInt(Math.round((count ?? 0) * 1000));
  const name = modelOn(part.role, day);
  const launched = modelOn(part.role, priceDay).model === name.model ? priceDay : day;
  const charge = book.charge({
    ...name,
    at: new Date(hongKongTime(launched, 10)),
    serviceTier: part.serviceTier ?? 'standard',
    requests: 1000n,
    tokens: {
      input: tokens(anatomy.input),
      cacheRead: tokens(anatomy.cacheRead),
      cacheWrite5m: tokens(anatomy.cacheWrite),
      cacheWrite1h: 0n,
      output: tokens(anatomy.output),
      reasoning: tokens(anatomy.reasoning),
    },
  });
  if (!charge.priced) throw new Error(`The demo has no price for ${name.model} on ${day}: ${charge.reason}`);
  const nanoUsd = Number(charge.listCost / 1000n); // 10⁻¹² of 1,000 requests → 10⁻¹² of one, with room to spare
  return (nanoUsd / 1e12) * PLAN_HKD_PER_USD;
}
