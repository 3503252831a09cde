import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { notFound } from '../../errors';
import { cell } from '../../usage/import/cell';
import { readRows } from '../../usage/import/read-rows';
import { zoneOf } from '../../usage/server/zone';
import type { RecordOutcomesResult } from '../dto';
import { FILE_SOURCE } from '../import/column-form';
import { type OutcomeMapping, parseOutcomeMapping } from '../import/mapping';
import type { RefusedOutcomeRow } from '../import/preview';
import { type OutcomeImportSummary, runOutcomeImport } from '../import/run';
import { parseOutcomes } from '../parse-outcomes';
import { type EnteredBy, placeOutcomes, storeOutcomes } from './store-outcomes';
import { scopeNames } from './workflow-team';

const BATCH = 5_000;

interface OutcomeFile {
  text: string;
  fileName: string;
  teamId: bigint;
  mapping: unknown;
}

interface By {
  name: string;
  scope: TeamScope;
  now: Date;
}

export interface TakenFile extends OutcomeImportSummary {
  /** Those refused, with the reason and the row as it was. */
  rejectedRows: RefusedOutcomeRow[];
}

/** Counts the outcomes of a CSV file for a team, in this transaction; the same row again counts nothing. */
export async function takeOutcomeFile(tx: Tx, file: OutcomeFile, by: By): Promise<TakenFile> {
  const [team] = await tx.select({ key: teams.key }).from(teams).where(eq(teams.id, file.teamId));
  if (!team) throw notFound('There is no such team.');
  const entered: EnteredBy = {
    ...{ entry: 'import', keyNumber: null },
    ...{ recordedBy: by.name, reason: file.fileName },
  };
  const mapping = outcomeMappingIn(file.mapping, await zoneOf(tx));
  const to = { team: team.key, teamId: file.teamId, scope: by.scope, by: entered, now: by.now };
  const rejectedRows: RefusedOutcomeRow[] = [];
  const summary = await runOutcomeImport({
    rows: readRows(bytesOf(file.text), { format: 'csv', delimiter: mapping.delimiter }),
    mapping,
    batchSize: BATCH,
    send: (outcomes) => store(tx, outcomes, to),
    onRejected: (rows) => {
      for (const { row, number, code, field, detail } of rows) {
        const cells = Object.fromEntries(Object.keys(row).map((name) => [name, cell(row, name)]));
        rejectedRows.push({ number, code, field, detail, cells });
      }
    },
  });
  return { ...summary, rejectedRows };
}

export async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

/** As given, from the source that all files of the console share; else for the usual columns, in this zone. */
export function outcomeMappingIn(given: unknown, zone: string): OutcomeMapping {
  if (given !== null && given !== undefined) return { ...parseOutcomeMapping(given), source: FILE_SOURCE };
  return parseOutcomeMapping({
    ...{ name: 'CSV', source: FILE_SOURCE, id: { template: '{id}' }, time: { column: 'time', zone } },
    ...{ workflow: 'workflow', outcome: 'outcome', count: 'count' },
    value: { amount: 'amount', currency: 'currency' },
    tags: { team: 'team' },
  });
}

interface StoreFor {
  team: string;
  teamId: bigint;
  scope: TeamScope;
  by: EnteredBy;
  now: Date;
}

async function store(tx: Tx, sent: readonly unknown[], to: StoreFor): Promise<RecordOutcomesResult> {
  const context = { source: FILE_SOURCE, team: to.team, now: to.now.getTime() };
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
