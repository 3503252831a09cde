import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';
import { type Money, moneyToString, parseMoney } from '../lib/money/money';

/** Exact money: numeric(38,12) ⇄ branded bigint of 10⁻¹². */
export const money = customType<{ data: Money; driverData: string }>({
  dataType: () => 'numeric(38,12)',
  fromDriver: parseMoney,
  toDriver: moneyToString,
});

/** A whole count or an id: Postgres bigint ⇄ bigint. */
export const count = (name?: string) =>
  name ? bigint(name, { mode: 'bigint' }) : bigint({ mode: 'bigint' });

/** An instant, to the microsecond in the database, in milliseconds here. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

export const id = () => bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity();
