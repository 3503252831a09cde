'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import type { LeverPlan } from '@/lib/calculator/levers';
import { type PriceList, type PriceListEntry, rateFor } from '@/lib/calculator/price-list';
import { startingState } from '@/lib/calculator/state';
import { type CompiledPrices, compilePrices } from '@/lib/calculator/usage-cost-prices';
import type { Workload } from '@/lib/calculator/workload';
import { type Currency, convert, type FxRate, LEDGER_CURRENCY } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { type ScenarioHandle, useScenarioState } from './use-scenario-state';

/** The price book of the visit. */
export interface Book {
  list: PriceList;
  /** The list ready to multiply. */
  prices: CompiledPrices;
  /** By name, `provider/key`. */
  entries: ReadonlyMap<string, PriceListEntry>;
}

/** The state of the calculator and the price book it reckons with; the same on every tab. */
export interface Calculator extends ScenarioHandle, Book {
  reading: Reading;
}

/** The currency figures are read in: the one asked for, or US dollars where no rate to it is recorded. */
export interface Reading {
  currency: Currency;
  /** Null: US dollars, not converted. */
  rate: FxRate | null;
  /** A currency that was asked for and has no rate. */
  missing: Currency | null;
  /** An amount in US dollars, in the currency; rounded once. */
  convert: (usd: Money) => Money;
  text: (usd: Money, decimals?: number) => string;
}

export function readingIn(list: Pick<PriceList, 'fxRates'>, wanted: Currency): Reading {
  const rate = wanted === LEDGER_CURRENCY ? null : rateFor(list, wanted);
  const currency = rate ? wanted : LEDGER_CURRENCY;
  const converted = (usd: Money) => (rate ? convert(usd, rate.rate) : usd);
  return {
    ...{ currency, rate, convert: converted },
    missing: currency === wanted ? null : wanted,
    text: (usd, decimals) => formatMoney(converted(usd), currency, decimals),
  };
}

const Context = createContext<Calculator | null>(null);
const BookContext = createContext<Book | null>(null);

/** Only the prices: what uses this is not drawn again with every key pressed. */
export function useBook(): Book {
  const book = useContext(BookContext);
  if (!book) throw new Error('This is outside of the calculator.');
  return book;
}

export function useCalculator(): Calculator {
  const calculator = useContext(Context);
  if (!calculator) throw new Error('This is outside of the calculator.');
  return calculator;
}

type SetState = ScenarioHandle['setState'];
const SetStateContext = createContext<SetState | null>(null);
const WorkloadContext = createContext<Workload | null>(null);
const PlanContext = createContext<LeverPlan | null>(null);

/** Changes the state; what uses only this is never drawn again because of it. */
export function useSetState(): SetState {
  const setState = useContext(SetStateContext);
  if (!setState) throw new Error('This is outside of the calculator.');
  return setState;
}

/** Only the workload: not drawn again when a lever is pulled. */
export function useStateWorkload(): Workload {
  const workload = useContext(WorkloadContext);
  if (!workload) throw new Error('This is outside of the calculator.');
  return workload;
}

/** Only the plan: not drawn again while the workload is typed. */
export function useStatePlan(): LeverPlan {
  const plan = useContext(PlanContext);
  if (!plan) throw new Error('This is outside of the calculator.');
  return plan;
}

export function CalculatorProvider({
  list,
  currency,
  children,
}: {
  list: PriceList;
  /** The reader's own: what the calculator opens with, and follows when the reader chooses another. */
  currency: Currency;
  children: ReactNode;
}) {
  const handle = useScenarioState(startingState(currency));
  const { state, setState } = handle;
  const book = useMemo(
    () => ({
      list,
      prices: compilePrices(list.models),
      entries: new Map(list.models.map((entry) => [entry.model, entry])),
    }),
    [list],
  );
  const reading = useMemo(() => readingIn(list, state.currency), [list, state.currency]);

  const chosen = useRef(currency);
  useEffect(() => {
    if (chosen.current === currency) return;
    chosen.current = currency;
    setState((now) => ({ ...now, currency }));
  }, [currency, setState]);

  const value = useMemo(() => ({ ...handle, ...book, reading }), [handle, book, reading]);
  return (
    <BookContext value={book}>
      <SetStateContext value={setState}>
        <WorkloadContext value={state.workload}>
          <PlanContext value={state.plan}>
            <Context value={value}>{children}</Context>
          </PlanContext>
        </WorkloadContext>
      </SetStateContext>
    </BookContext>
  );
}
