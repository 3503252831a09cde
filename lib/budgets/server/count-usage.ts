import type postgres from 'postgres';
import { moneyOf, moneyToString } from '../../money/money';
import type { Period } from '../../time/days';
import type { RollupRow } from '../../usage/rollup';
import type { TokenCounts } from '../../usage/tokens';
import type { Budget, BudgetPeriodKind } from '../budget';
import { perUserBudgets, sharedBudgets } from '../budget-index';
import { budgetPeriodOf } from '../budget-period';
import { TOKEN_UNIT } from '../budget-units';
import type { Attributed } from './attributed';
import type { BudgetConfig } from './budget-config';
import { type CounterKey, counterText } from './counters';

/** What one counter gains by a batch of usage, in its ledger unit. */
export interface Gain {
  key: CounterKey;
  spent: bigint;
  unpricedTokens: number;
}

/** Usage of a key that has a budget, on one day. */
export interface KeyedUsage extends Amount {
  keyNumber: number;
  day: string;
}

interface Amount {
  /** 10⁻¹² US dollars; 0 where unpriced. */
  effectiveCost: bigint;
  totalTokens: number;
  /** Of `totalTokens`, how many no price covers. */
  unpricedTokens: number;
}

export interface CountedUsage {
  daily: readonly RollupRow[];
  userDaily: readonly RollupRow[];
  keyed: readonly KeyedUsage[];
}

/**
 * What each counter gains by usage that comes summed by day, attribution and user, so that the work grows with
 * the rows of the rollup and not with the events.
 */
export function gainsOf(
  config: BudgetConfig,
  attributed: ReadonlyMap<number, Attributed>,
  usage: CountedUsage,
): Gain[] {
  const gains = new Map<string, Gain>();
  const periods = periodsOf(config);
  const gainOf = (budget: Budget, subjectId: bigint, day: string): Gain => {
    const key = { budget, subjectId, period: periods(budget.period, day) };
    const text = counterText(key);
    const known = gains.get(text);
    if (known) return known;
    const made = { key, spent: 0n, unpricedTokens: 0 };
    gains.set(text, made);
    return made;
  };

  const shared = new Map<string, Gain[]>();
  for (const row of usage.daily) {
    const slot = `${row.attributionId} ${row.day}`;
    let own = shared.get(slot);
    if (own === undefined) {
      const budgets = sharedBudgets(config.index, knownOf(attributed, row.attributionId));
      own = budgets.map((budget) => gainOf(budget, 0n, row.day));
      shared.set(slot, own);
    }
    if (own.length === 0) continue;
    const amount = amountOf(row);
    for (const gain of own) add(gain, amount);
  }

  const perUser = new Map<number, Budget[]>();
  for (const row of usage.userDaily) {
    let budgets = perUser.get(row.attributionId);
    if (budgets === undefined) {
      budgets = perUserBudgets(config.index, knownOf(attributed, row.attributionId));
      perUser.set(row.attributionId, budgets);
    }
    if (budgets.length === 0) continue;
    const amount = amountOf(row);
    for (const budget of budgets) add(gainOf(budget, BigInt(row.userId), row.day), amount);
  }

  if (usage.keyed.length > 0) {
    const ofKey = budgetsByKeyNumber(config);
    for (const one of usage.keyed)
      for (const budget of ofKey.get(one.keyNumber) ?? []) add(gainOf(budget, 0n, one.day), one);
  }
  return [...gains.values()].filter((gain) => gain.spent !== 0n || gain.unpricedTokens !== 0);
}

function knownOf(attributed: ReadonlyMap<number, Attributed>, id: number): Attributed {
  const known = attributed.get(id);
  if (!known) throw new Error(`The attribution ${id} was not read.`);
  return known;
}

function amountOf({ effectiveCost, tokens, priceVersionId }: RollupRow): Amount {
  const totalTokens = totalOf(tokens);
  return { effectiveCost, totalTokens, unpricedTokens: priceVersionId === 0 ? totalTokens : 0 };
}

function add(gain: Gain, { effectiveCost, totalTokens, unpricedTokens }: Amount): void {
  if (gain.key.budget.unit === 'tokens') gain.spent += BigInt(totalTokens) * TOKEN_UNIT;
  else {
    gain.spent += effectiveCost;
    gain.unpricedTokens += unpricedTokens;
  }
}

export const totalOf = (tokens: TokenCounts): number =>
  tokens.input +
  tokens.cacheRead +
  tokens.cacheWrite5m +
  tokens.cacheWrite1h +
  tokens.output +
  tokens.reasoning;

function budgetsByKeyNumber({ keyNumbers, index }: BudgetConfig): Map<number, Budget[]> {
  return new Map([...keyNumbers].map(([id, number]) => [Number(number), index.keys.get(id) ?? []]));
}

/** Budget periods by the days they were asked for: a batch has few days and many rows. */
function periodsOf({ fiscalYearStartMonth }: BudgetConfig) {
  const known = new Map<string, Period>();
  return (kind: BudgetPeriodKind, day: string): Period => {
    const text = `${kind} ${day}`;
    const period = known.get(text) ?? budgetPeriodOf(kind, day, fiscalYearStartMonth);
    known.set(text, period);
    return period;
  };
}

/** A change of a counter, to be folded into it. */
export interface Delta {
  counterId: bigint;
  spent: bigint;
  reserved: bigint;
  unpricedTokens: number;
}

const INSERT_DELTAS = `insert into budget_deltas (counter_id, spent, reserved, unpriced_tokens)
  select * from unnest($1::text::bigint[], $2::text::numeric[], $3::text::numeric[], $4::text::bigint[])`;

/** Appends to the counters without locking them, which the gate does. */
export async function appendDeltas(sql: postgres.TransactionSql, deltas: readonly Delta[]): Promise<void> {
  if (deltas.length === 0) return;
  const list = (values: readonly (bigint | number | string)[]) => `{${values.join(',')}}`;
  await sql.unsafe(
    INSERT_DELTAS,
    [
      list(deltas.map(({ counterId }) => counterId)),
      list(deltas.map(({ spent }) => moneyToString(moneyOf(spent)))),
      list(deltas.map(({ reserved }) => moneyToString(moneyOf(reserved)))),
      list(deltas.map(({ unpricedTokens }) => unpricedTokens)),
    ],
    { prepare: true },
  );
}
