import { inArray } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import type { Resolved } from '../../attribution/dto';
import { type Filter, type UsageQuery, usageQuerySchema, WHOLE } from '../../attribution/query';
import { labelKeys } from '../../attribution/server/labels';
import { bucketsFor, daysSlot, readGroups, resolveQuery } from '../../attribution/server/resolve';
import { conditions } from '../../attribution/server/where';
import { addSums, emptySums, figureOf, type Sums } from '../../attribution/sums';
import type { Currency } from '../../money/currency';
import type { Period } from '../../time/days';
import { type ResultTerms, resultOf, type WorkflowResult } from '../profit-and-loss';
import { addOutcomes, emptyTally, ratesOf, type Tally } from '../worth';
import { countOutcomes, loadRatesOf, ratesByDay, stretchesOf, worthOf } from './count-outcomes';
import { type Defined, loadDefinitions, worthOfRow } from './definition-book';

interface LedgerQuery {
  period: Period;
  currency: Currency;
  filters?: Filter[];
  /** Cut the period at months; else it is one stretch. */
  byMonth: boolean;
}

export interface WorkflowLedger {
  resolved: Resolved;
  /** First days of the stretches: months (the first day inside the period), or the period's own. */
  starts: string[];
  /** Every workflow with usage, outcomes or a definition, the dearest first; one result per stretch. */
  rows: { workflow: string; results: WorkflowResult[] }[];
}

const SUMS = ['events', 'requests', 'unpriced_requests', 'unpriced_tokens', 'effective_cost'] as const;

interface Cell {
  sums: Sums;
  tally: Tally;
  teams: Set<string>;
}

/**
 * Cost and outcomes of every workflow, by month if asked, in one pass over the rollup of usage and one over that of
 * outcomes: what every question about profit and loss reads.
 */
export async function readWorkflowLedger(
  db: Queryable,
  query: LedgerQuery,
  scope: TeamScope,
): Promise<WorkflowLedger> {
  const asked = await resolveQuery(db, usageQueryOf(query), scope);
  const { resolved } = asked;
  const { period } = resolved;
  const buckets = bucketsFor(asked);
  const [groups, defined, rates] = await Promise.all([
    readGroups(db, asked, { slot: daysSlot(period), buckets, dimensions: ['workflow', 'team'], sums: SUMS }),
    loadDefinitions(db, scope),
    loadRatesOf(db, period),
  ]);
  const worths = new Map(defined.map((one) => [one.definition.workflow, one.values.map(worthOfRow)]));
  const stretches = stretchesOf(period, buckets, [...worths.values()].flat(), rates);
  const where = conditions({ dimensions: [], filters: resolved.query.filters, cell: WHOLE }, scope);
  const counted = await countOutcomes(db, period, stretches, where);

  const starts = buckets.length > 0 ? buckets.map(({ from }) => from) : [period.from];
  const cells = new Cells(starts);
  for (const { key, bucket, sums } of groups) {
    const [workflow, team] = key;
    if (workflow != null && sums.events !== 0n) cells.addUsage(workflow, bucket, sums, team ?? null);
  }
  if (resolved.query.filters.length === 0)
    for (const { definition } of defined) cells.of(definition.workflow);
  const rateOn = ratesByDay(rates);
  for (const one of counted) {
    const reading = { currency: query.currency, rateOf: ratesOf(rateOn(one.from)) };
    const cell = cells.at(one.workflow, one.from);
    cell.teams.add(one.team);
    addOutcomes(cell.tally, one.count, worthOf(one, worths.get(one.workflow) ?? []), reading);
  }
  return { resolved, starts, rows: await resultsOf(db, cells, defined, query.currency) };
}

const usageQueryOf = ({ period, currency, filters = [], byMonth }: LedgerQuery): UsageQuery =>
  usageQuerySchema.parse({
    ...{ period, currency, filters, grain: byMonth ? 'month' : null },
    dimensions: ['workflow', 'team'],
    measures: ['effective_cost'],
  });

/** One cell per workflow and stretch. */
class Cells {
  readonly byWorkflow = new Map<string, Cell[]>();
  constructor(private readonly starts: readonly string[]) {}

  of(workflow: string): Cell[] {
    const known = this.byWorkflow.get(workflow);
    if (known) return known;
    const made = this.starts.map(() => ({
      sums: emptySums(),
      tally: emptyTally(),
      teams: new Set<string>(),
    }));
    this.byWorkflow.set(workflow, made);
    return made;
  }

  addUsage(workflow: string, bucket: number, sums: Sums, team: string | null): void {
    const cell = this.cell(workflow, bucket);
    addSums(cell.sums, sums);
    if (team !== null) cell.teams.add(team);
  }

  at(workflow: string, day: string): Cell {
    return this.cell(
      workflow,
      Math.max(
        0,
        this.starts.findLastIndex((start) => start <= day),
      ),
    );
  }

  private cell(workflow: string, index: number): Cell {
    const cell = this.of(workflow)[index];
    if (!cell) throw new RangeError(`There is no stretch ${index}.`);
    return cell;
  }
}

async function resultsOf(
  db: Queryable,
  cells: Cells,
  defined: readonly Defined[],
  currency: Currency,
): Promise<WorkflowLedger['rows']> {
  const workflows = [...cells.byWorkflow.keys()];
  const [labels, named] = await Promise.all([
    labelKeys(
      db,
      ['workflow'],
      workflows.map((workflow) => [workflow]),
    ),
    nameTeams(db, cells),
  ]);
  const outcomes = new Map(defined.map(({ definition }) => [definition.workflow, outcomeOf(definition)]));
  const rows = workflows.map((workflow, index) => {
    const terms = {
      workflow,
      label: labels[index]?.[0]?.label ?? workflow,
      outcome: outcomes.get(workflow) ?? null,
    };
    const of = cells.of(workflow);
    return {
      workflow,
      cost: of.reduce((sum, { sums }) => sum + sums.effective_cost, 0n),
      results: of.map((cell) => resultOf({ ...terms, ...termsOf(cell, named, currency) })),
    };
  });
  rows.sort((a, b) => (a.cost === b.cost ? (a.workflow < b.workflow ? -1 : 1) : a.cost > b.cost ? -1 : 1));
  return rows.map(({ workflow, results }) => ({ workflow, results }));
}

type NamedTeams = ReadonlyMap<string, WorkflowResult['teams'][number]>;

const termsOf = (
  { sums, tally, teams: keys }: Cell,
  named: NamedTeams,
  currency: Currency,
): Pick<ResultTerms, 'tally' | 'teams' | 'effectiveCost' | 'unpricedTokens'> => ({
  tally,
  teams: [...keys].sort().flatMap((key) => named.get(key) ?? []),
  effectiveCost: figureOf('effective_cost', sums, currency),
  unpricedTokens: sums.unpriced_tokens.toString(),
});

const outcomeOf = ({ id, unit, vouchedBy }: Defined['definition']) => ({
  definitionId: id.toString(),
  unit,
  vouchedBy,
});

async function nameTeams(db: Queryable, cells: Cells): Promise<NamedTeams> {
  const keys = new Set([...cells.byWorkflow.values()].flatMap((of) => of.flatMap((cell) => [...cell.teams])));
  if (keys.size === 0) return new Map();
  const rows = await db
    .select({ id: teams.id, key: teams.key, name: teams.name })
    .from(teams)
    .where(inArray(teams.key, [...keys]));
  return new Map(rows.map(({ id, key, name }) => [key, { id: id.toString(), key, name }]));
}
