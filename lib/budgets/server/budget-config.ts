import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Db, Queryable } from '@/db/client';
import {
  apiKeys,
  budgetRequests,
  budgetState,
  budgets,
  executiveReviews,
  killSwitches,
  organisation,
  teams,
} from '@/db/schema';
import { isCurrency } from '../../money/currency';
import { loadPublishedRouting, type PublishedRouting } from '../../routing/server/published-policies';
import { addDays } from '../../time/days';
import { startOfDay } from '../../time/period';
import type { Budget, BudgetScope } from '../budget';
import { type BudgetIndex, indexBudgets } from '../budget-index';
import { limitUnits } from '../budget-units';
import type { KillSwitch } from '../kill-switch';
import { parseThresholds } from '../thresholds';

const DEFAULT_ZONE = 'Asia/Hong_Kong';
const DEFAULT_FISCAL_MONTH = 4;

/** An executive's decision to let calls go on beyond a threshold in one period. */
export interface ContinuedReview {
  budgetId: bigint;
  subjectId: bigint;
  periodFrom: string;
  percent: number;
}

/** Everything that decides what counts towards which budget and what each allows, as of one version. Immutable. */
export interface BudgetConfig {
  version: bigint;
  /** When what counts towards which budget last changed. */
  mappedAt: Date;
  timeZone: string;
  fiscalYearStartMonth: number;
  /** Those that are not archived, by id. */
  budgets: ReadonlyMap<bigint, Budget>;
  /** See `appliedBudgets`. */
  index: BudgetIndex;
  /** Not lifted; they may have ended: see `killSwitchFor`. */
  killSwitches: readonly KillSwitch[];
  /** Teams without a department are not in it. */
  departmentOfTeam: ReadonlyMap<bigint, bigint>;
  /** api_keys.number of the keys that have a budget. */
  keyNumbers: ReadonlyMap<string, bigint>;
  /** By {@link continuedKey}. */
  continued: ReadonlySet<string>;
  /** Where calls go. */
  routing: PublishedRouting;
}

export const continuedKey = ({ budgetId, subjectId, periodFrom, percent }: ContinuedReview): string =>
  `${budgetId}:${subjectId}:${periodFrom}:${percent}`;

type BudgetRow = typeof budgets.$inferSelect;

function need<T>(value: T | null, row: BudgetRow): T {
  if (value === null) throw new Error(`Budget ${row.id} lacks what its scope ${row.scope} needs.`);
  return value;
}

function scopeOf(row: BudgetRow): BudgetScope {
  switch (row.scope) {
    case 'organisation':
      return { kind: 'organisation' };
    case 'department':
      return { kind: 'department', departmentId: need(row.departmentId, row) };
    case 'team':
      return { kind: 'team', teamId: need(row.teamId, row) };
    case 'workflow':
      return { kind: 'workflow', teamId: need(row.teamId, row), workflow: need(row.workflow, row) };
    case 'user':
      if (row.teamId !== null) return { kind: 'user', of: { kind: 'team', teamId: row.teamId } };
      if (row.departmentId !== null)
        return { kind: 'user', of: { kind: 'department', departmentId: row.departmentId } };
      return { kind: 'user', of: { kind: 'organisation' } };
    case 'api_key':
      return { kind: 'api_key', keyId: need(row.keyId, row) };
    default:
      throw new Error(`Budget ${row.id} has the unknown scope ${row.scope}.`);
  }
}

/** A budget row as the gate and counting see it, without a raise. Throws where the row is not sound. */
export function budgetOfRow(row: BudgetRow): Budget {
  const unit = row.unit as Budget['unit'];
  return {
    id: row.id,
    name: row.name,
    scope: scopeOf(row),
    unit,
    currency: row.currency !== null && isCurrency(row.currency) ? row.currency : null,
    limitAmount: row.limitAmount,
    planRate: row.planRate,
    limit: limitUnits(row.limitAmount, unit, row.planRate),
    raise: null,
    period: row.period as Budget['period'],
    thresholds: parseThresholds(row.thresholds),
    whenUnavailable: row.whenUnavailable as Budget['whenUnavailable'],
    whenUnpriced: row.whenUnpriced as Budget['whenUnpriced'],
  };
}

type RequestRow = typeof budgetRequests.$inferSelect;

/** The raise decided last counts; it is in force through its last day. */
function withRaise(budget: Budget, approved: readonly RequestRow[], timeZone: string): Budget {
  const [last] = approved.filter((one) => one.budgetId === budget.id).sort((a, b) => (a.id < b.id ? 1 : -1));
  if (!last || last.decidedLimit === null || last.decidedUntil === null) return budget;
  return {
    ...budget,
    raise: {
      limit: limitUnits(last.decidedLimit, budget.unit, budget.planRate),
      until: startOfDay(addDays(last.decidedUntil, 1), timeZone),
    },
  };
}

function killSwitchOf(row: typeof killSwitches.$inferSelect): KillSwitch {
  const { id, reason, startedAt, endsAt, keyId, teamId, workflow } = row;
  const about = { id, reason, startedAt, endsAt };
  if (row.scope === 'api_key' && keyId !== null) return { ...about, scope: { kind: 'api_key', keyId } };
  if (row.scope === 'workflow' && teamId !== null && workflow !== null)
    return { ...about, scope: { kind: 'workflow', teamId, workflow } };
  if (row.scope === 'team' && teamId !== null) return { ...about, scope: { kind: 'team', teamId } };
  throw new Error(`Kill switch ${id} lacks what its scope ${row.scope} needs.`);
}

/**
 * Reads the configuration. Inside a verb's transaction it includes what that verb changed; elsewhere use a
 * {@link BudgetConfigCache}, which reads one snapshot. `fallbackZone`: until the organisation is set up.
 */
export async function loadBudgetConfig(db: Queryable, fallbackZone = DEFAULT_ZONE): Promise<BudgetConfig> {
  const [state] = await db.select().from(budgetState);
  if (!state) throw new Error('The table budget_state has no row: run the migrations.');
  const [calendar] = await db
    .select({ timeZone: organisation.timeZone, month: organisation.fiscalYearStartMonth })
    .from(organisation);
  const timeZone = calendar?.timeZone ?? fallbackZone;
  const rows = await db.select().from(budgets).where(isNull(budgets.archivedAt));
  const approved = await db.select().from(budgetRequests).where(eq(budgetRequests.state, 'approved'));
  const switches = await db.select().from(killSwitches).where(isNull(killSwitches.liftedAt));
  const placed = await db
    .select({ id: teams.id, departmentId: teams.departmentId })
    .from(teams)
    .where(isNotNull(teams.departmentId));
  const keys = await db
    .select({ id: apiKeys.id, number: apiKeys.number })
    .from(apiKeys)
    .where(
      sql`${apiKeys.id} in (select key_id from budgets where archived_at is null and key_id is not null)`,
    );
  const reviews = await db
    .select()
    .from(executiveReviews)
    .where(and(isNotNull(executiveReviews.closedAt), eq(executiveReviews.outcome, 'continue')));
  const live = rows.map((row) => withRaise(budgetOfRow(row), approved, timeZone));
  return Object.freeze({
    version: state.version,
    mappedAt: state.mappedAt,
    timeZone,
    fiscalYearStartMonth: calendar?.month ?? DEFAULT_FISCAL_MONTH,
    budgets: new Map(live.map((budget) => [budget.id, budget])),
    index: indexBudgets(live),
    killSwitches: switches.map(killSwitchOf),
    departmentOfTeam: new Map(
      placed.flatMap(({ id, departmentId }) => (departmentId === null ? [] : [[id, departmentId]])),
    ),
    keyNumbers: new Map(keys.map((key) => [key.id, key.number])),
    continued: new Set(reviews.map(continuedKey)),
    routing: await loadPublishedRouting(db),
  });
}

/** The configuration kept in memory. Whoever acts on it compares its version with budget_state in the transaction. */
export interface BudgetConfigCache {
  /** What was read last; throws before the first {@link BudgetConfigCache.ready}. */
  current(): BudgetConfig;
  /** Reads it once, where it has not been read yet. */
  ready(): Promise<BudgetConfig>;
  /** Reads it again, in one snapshot. */
  reload(): Promise<BudgetConfig>;
  /** The configuration of this version or a later one. */
  ensure(version: bigint): Promise<BudgetConfig>;
}

export function createBudgetConfigCache(db: Db, options: { fallbackZone?: string } = {}): BudgetConfigCache {
  let config: BudgetConfig | null = null;
  let loading: Promise<BudgetConfig> | null = null;

  const load = () =>
    db.transaction((tx) => loadBudgetConfig(tx, options.fallbackZone), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    });

  function reload(): Promise<BudgetConfig> {
    // Whoever asks while one is under way needs a read that begins after the asking.
    const next = (loading ? loading.catch(() => null).then(load) : load()).then((loaded) => {
      if (config === null || loaded.version >= config.version) config = loaded;
      return config;
    });
    const mine = next.finally(() => {
      if (loading === mine) loading = null;
    });
    loading = mine;
    return mine;
  }

  return {
    current() {
      if (config === null) throw new Error('The budgets have not been read yet.');
      return config;
    },
    ready: () => (config === null ? (loading ?? reload()) : Promise.resolve(config)),
    reload,
    async ensure(version) {
      for (let attempt = 0; config === null || config.version < version; attempt += 1) {
        if (attempt === 3) throw new Error(`The budgets of version ${version} could not be read.`);
        await reload();
      }
      return config;
    },
  };
}
