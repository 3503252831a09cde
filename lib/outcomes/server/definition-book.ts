import { and, eq, exists, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { attributions, outcomeDefinitions, outcomeValues } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { toUnits } from '../../attribution/figure';
import { notFound } from '../../errors';
import { isCurrency } from '../../money/currency';
import { type DatedWorth, REWORK_PLACES } from '../worth';

type DefinitionRow = typeof outcomeDefinitions.$inferSelect;
export type ValueRow = typeof outcomeValues.$inferSelect;

export interface Defined {
  definition: DefinitionRow;
  /** In the order of recording. */
  values: ValueRow[];
}

/** Definitions with their values, of workflows that the scope has usage or outcomes of. */
export async function loadDefinitions(
  db: Queryable,
  scope: TeamScope,
  { workflow, archived = false }: { workflow?: string; archived?: boolean } = {},
): Promise<Defined[]> {
  const wanted: (SQL | undefined)[] = [
    archived ? undefined : isNull(outcomeDefinitions.archivedAt),
    workflow === undefined ? undefined : eq(outcomeDefinitions.workflow, workflow),
    withinScope(db, scope),
  ];
  const rows = await db
    .select()
    .from(outcomeDefinitions)
    .where(and(...wanted))
    .orderBy(outcomeDefinitions.workflow, outcomeDefinitions.id);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const values = await db
    .select()
    .from(outcomeValues)
    .where(inArray(outcomeValues.definitionId, ids))
    .orderBy(outcomeValues.id);
  return rows.map((definition) => ({
    definition,
    values: values.filter(({ definitionId }) => definitionId === definition.id),
  }));
}

/** A workflow belongs to every team that names it. */
function withinScope(db: Queryable, scope: TeamScope): SQL | undefined {
  if (scope === 'all') return undefined;
  return exists(
    db
      .select({ id: attributions.id })
      .from(attributions)
      .where(
        and(
          eq(attributions.workflow, outcomeDefinitions.workflow),
          inArray(attributions.teamId, [-1n, ...scope]),
        ),
      ),
  );
}

export function worthOfRow(row: ValueRow): DatedWorth {
  if (!isCurrency(row.currency)) throw new Error(`The value ${row.id} is in an unknown currency.`);
  return {
    id: row.id,
    amount: row.amount,
    currency: row.currency,
    reworkShare: toUnits(row.reworkShare, REWORK_PLACES),
    validFrom: row.validFrom,
    validTo: row.validTo,
  };
}

const DEFINITIONS_LOCK = 7_318_305;

/** One change of definitions or their values at a time. */
export async function lockDefinitions(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${DEFINITIONS_LOCK})`);
}

/** A live definition; `not_found` otherwise. */
export async function findDefinition(db: Queryable, id: bigint): Promise<DefinitionRow> {
  const [row] = await db
    .select()
    .from(outcomeDefinitions)
    .where(and(eq(outcomeDefinitions.id, id), isNull(outcomeDefinitions.archivedAt)));
  if (!row) throw notFound('There is no such definition, or it is archived.');
  return row;
}
