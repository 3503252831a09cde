/** A year and a month: enough for any season a day can show, and one pass over the daily rollup. */
export const HISTORY_DAYS = 396;
