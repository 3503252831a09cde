import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { readRows } from '../../usage/import/read-rows';
import type { RejectedRow } from '../../usage/import/run';
import { zoneOf } from '../../usage/server/zone';
import type { RecordOutcomesResult } from '../dto';
import { type OutcomeMapping, parseOutcomeMapping } from '../import/mapping';
import { type OutcomeImportSummary, runOutcomeImport } from '../import/run';
import { importOutcomesInput } from '../import-input';
import { parseOutcomes } from '../parse-outcomes';
import { type EnteredBy, placeOutcomes, storeOutcomes } from './store-outcomes';
import { scopeNames } from './workflow-team';

export interface ImportedOutcomes extends OutcomeImportSummary {
  /** The first of those refused, with the reason. */
  rejectedRows: { number: number; code: string; field: string; detail: string }[];
}

const BATCH = 5_000;
const SHOWN = 100;
const IMPORT_SOURCE = 'file';

/**
 * Counts the outcomes of a CSV file for a team: id, time, workflow, outcome, count, and amount and currency where one has
 * its own value. All of it at once or nothing; the same file again counts nothing twice.
 */
export const importOutcomes = verb({
  name: 'importOutcomes',
  permission: 'outcomes.edit',
  input: importOutcomesInput,
  team: (_tx, { teamId }) => teamId,
  run: async ({ tx, ctx, input, scope, audit }): Promise<ImportedOutcomes> => {
    const [team] = await tx.select({ key: teams.key }).from(teams).where(eq(teams.id, input.teamId));
    if (!team) throw notFound('There is no such team.');
    const by: EnteredBy = {
      ...{ entry: 'import', keyNumber: null },
      ...{ recordedBy: ctx.actor.name, reason: input.fileName },
    };
    const rejectedRows: RejectedRow[] = [];
    const summary = await runOutcomeImport({
      rows: readRows(bytesOf(input.text), { format: 'csv' }),
      mapping: mappingIn(await zoneOf(tx)),
      batchSize: BATCH,
      send: (outcomes) =>
        store(tx, outcomes, { team: team.key, teamId: input.teamId, scope, by, now: ctx.now }),
      onRejected: (rows) => {
        rejectedRows.push(...rows.slice(0, SHOWN - rejectedRows.length));
      },
    });
    await audit({
      action: 'outcome.import',
      subject: { kind: 'outcome', id: createHash('sha256').update(input.text).digest('hex') },
      teamId: input.teamId,
      after: { fileName: input.fileName, ...summary },
    });
    return {
      ...summary,
      rejectedRows: rejectedRows.map(({ number, code, field, detail }) => ({ number, code, field, detail })),
    };
  },
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

const mappingIn = (zone: string): OutcomeMapping =>
  parseOutcomeMapping({
    ...{ name: 'CSV', source: IMPORT_SOURCE, id: { template: '{id}' }, time: { column: 'time', zone } },
    ...{ workflow: 'workflow', outcome: 'outcome', count: 'count' },
    value: { amount: 'amount', currency: 'currency' },
    tags: { team: 'team' },
  });

interface StoreFor {
  team: string;
  teamId: bigint;
  scope: TeamScope;
  by: EnteredBy;
  now: Date;
}

async function store(tx: Tx, sent: readonly unknown[], to: StoreFor): Promise<RecordOutcomesResult> {
  const context = { source: IMPORT_SOURCE, team: to.team, now: to.now.getTime() };
  const { pending, rejected } = parseOutcomes(sent, context);
  const foreign = await foreignWorkflows(
    tx,
    pending.map(({ tags }) => tags.values.workflow ?? ''),
    to,
  );
  const own = pending.filter(({ tags }) => !foreign.has(tags.values.workflow ?? ''));
  const accepted = await storeOutcomes(tx, await placeOutcomes(tx, own, to.now), to.by, to.now);
  const refused = new Set(rejected.map(({ index }) => index));
  const taken = sent.map((_, index) => index).filter((index) => !refused.has(index));
  pending.forEach(({ tags }, position) => {
    if (!foreign.has(tags.values.workflow ?? '')) return;
    const index = taken[position] ?? 0;
    const detail = 'This team has no usage of the workflow so far.';
    rejected.push({ index, code: 'other_team', pointer: `/outcomes/${index}/workflow`, detail });
  });
  return { accepted, duplicates: own.length - accepted, rejected };
}

/** Workflows that whoever enters for own teams only may not begin to count for this one. */
async function foreignWorkflows(
  tx: Tx,
  workflows: string[],
  { scope, teamId }: StoreFor,
): Promise<Set<string>> {
  const foreign = new Set<string>();
  if (scope === 'all') return foreign;
  for (const workflow of new Set(workflows))
    if (!(await scopeNames(tx, [teamId], workflow))) foreign.add(workflow);
  return foreign;
}
