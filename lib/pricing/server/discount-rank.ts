import { sql } from 'drizzle-orm';
import { discounts } from '@/db/schema';

/** The rank of a version within its list, beside its discount: see `PriceBookData`. */
export const discountRank = sql<number>`case when ${discounts.id} is null then 0
  when ${discounts.modelId} is not null then 1 else 2 end`.mapWith(Number);
