import type { Currency, FxRate } from '../money/currency';
import type { PricedModel } from './usage-cost-prices';

/** One model of the book with the price to reckon with, and where that is from: a plain JSON value. */
export interface PriceListEntry extends PricedModel {
  modelId: string;
  provider: string;
  /** The price version in force; null where no list prices the model. */
  version: {
    id: string;
    isContract: boolean;
    isCharging: boolean;
    note: string | null;
    /** The day it came into the book (YYYY-MM-DD). */
    recordedOn: string;
  } | null;
}

/** The price book on a day (YYYY-MM-DD of the organisation's calendar), and the FX rates in force on it. */
export interface PriceList {
  day: string;
  models: PriceListEntry[];
  /** At most one a currency; a currency without one cannot be read. */
  fxRates: FxRate[];
}

/** US dollars are read as they are; any other currency only with a rate: a missing one is never taken as 1. */
export const rateFor = (list: Pick<PriceList, 'fxRates'>, currency: Currency): FxRate | null =>
  list.fxRates.find(({ quote }) => quote === currency) ?? null;
