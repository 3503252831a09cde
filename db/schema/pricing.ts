import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { count, id, instant } from '../columns';

export const providers = pgTable('providers', {
  id: id(),
  key: text().notNull().unique(),
  name: text().notNull(),
  /** How its price list recognises it by name, and whose models it also serves. */
  match: jsonb(),
});

export const models = pgTable(
  'models',
  {
    id: id(),
    providerId: count().notNull(),
    key: text().notNull(),
    name: text().notNull(),
    family: text(),
    /** frontier | balanced | cost_optimised; null until someone says. */
    tier: text(),
    contextWindow: integer(),
    /** catalogue: from a price list. unrecognised: first seen in traffic. */
    state: text().notNull(),
    /** Set when an unrecognised name turned out to be this catalogue model: splits follow it. */
    resolvedModelId: count(),
    /** The clause by which its price list recognises other names of it. */
    match: jsonb(),
    firstSeenAt: instant().notNull(),
  },
  (t) => [unique('models_provider_key').on(t.providerId, t.key)],
);

/** Other names a model goes by: dated ids, gateway prefixes, deployment names. */
export const modelAliases = pgTable(
  'model_aliases',
  {
    id: id(),
    /** '' matches any provider. */
    providerKey: text().notNull().default(''),
    alias: text().notNull(),
    modelId: count().notNull(),
    source: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [unique('model_aliases_name').on(t.providerKey, t.alias)],
);

export const priceLists = pgTable('price_lists', {
  id: id(),
  key: text().notNull().unique(),
  name: text().notNull(),
  source: text().notNull(),
  sourceUrl: text(),
  /** Lower wins where several lists price the same model at the same time. */
  priority: integer().notNull(),
  /** False: shown for comparison, never used to price. */
  isCharging: boolean().notNull(),
  publishedOn: date(),
  loadedAt: instant().notNull(),
});

/** Append-only, half-open [valid_from, valid_to). A null bound is open. */
export const priceVersions = pgTable(
  'price_versions',
  {
    id: id(),
    priceListId: count().notNull(),
    modelId: count().notNull(),
    validFrom: instant(),
    validTo: instant(),
    rates: jsonb().notNull(),
    note: text(),
    recordedAt: instant().notNull(),
    recordedBy: text().notNull(),
    /** Set when a correction replaced this version; it prices nothing from then on. */
    supersededBy: count(),
    /** The discount that made this contract version. */
    discountId: count(),
  },
  (t) => [index('price_versions_model').on(t.modelId, t.validFrom)],
);

/** Units of `quote` per US dollar over the half-open days [valid_from, valid_to). */
export const fxRates = pgTable(
  'fx_rates',
  {
    id: id(),
    quote: text().notNull(),
    validFrom: date().notNull(),
    validTo: date(),
    rate: numeric({ precision: 20, scale: 10 }).notNull(),
    source: text().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('fx_rates_quote_from').on(t.quote, t.validFrom)],
);

/**
 * A negotiated discount on the list prices of a provider, or of one model of it, over the half-open days
 * [valid_from, valid_to). Each makes contract price versions, which is what charges.
 */
export const discounts = pgTable(
  'discounts',
  {
    id: id(),
    providerId: count().notNull(),
    /** Null: every model of the provider. */
    modelId: count(),
    /** Off the list price, above 0 and at most 100. */
    percent: numeric({ precision: 7, scale: 4 }).notNull(),
    validFrom: instant().notNull(),
    validTo: instant(),
    /** The contract it is from, in words. */
    contract: text().notNull(),
    recordedAt: instant().notNull(),
    recordedBy: text().notNull(),
    endedAt: instant(),
  },
  (t) => [index('discounts_provider').on(t.providerId, t.validFrom)],
);

/** Months of the organisation's calendar whose figures no longer change. */
export const closedMonths = pgTable(
  'closed_months',
  {
    id: id(),
    /** The first day of the month. */
    month: date().notNull(),
    closedAt: instant().notNull(),
    closedBy: text().notNull(),
    reopenedAt: instant(),
    reopenedBy: text(),
    reopenReason: text(),
  },
  (t) => [uniqueIndex('closed_months_month').on(t.month).where(sql`reopened_at is null`)],
);
