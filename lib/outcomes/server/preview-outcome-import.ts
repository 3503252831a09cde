import type { Db, Tx } from '@/db/client';
import { question } from '../../access/server/verb';
import { TollgateError } from '../../errors';
import { cell } from '../../usage/import/cell';
import { readRows, type SourceRow } from '../../usage/import/read-rows';
import { zoneOf } from '../../usage/server/zone';
import { convertOutcomeRow } from '../import/convert';
import type { OutcomeMapping } from '../import/mapping';
import type { OutcomePreview, OutcomePreviewRow } from '../import/preview';
import { importOutcomesInput } from '../import-input';
import { bytesOf, outcomeMappingIn, type TakenFile, takeOutcomeFile } from './take-outcome-file';

const SHOWN = 20;

/**
 * The first rows of a file as its mapping would turn them into outcomes, and what an import of all of it would do: it is
 * carried out and taken back, so that rows already there and rows refused are those of the import itself.
 */
export const previewOutcomeImport = question({
  name: 'previewOutcomeImport',
  permission: 'outcomes.edit',
  input: importOutcomesInput,
  team: (_db, { teamId }) => teamId,
  run: async ({ db, ctx, input, scope }): Promise<OutcomePreview> => {
    const { mapping, issues } = readMapping(input.mapping, await zoneOf(db));
    const first: SourceRow[] = [];
    for await (const source of readRows(bytesOf(input.text), {
      format: 'csv',
      delimiter: mapping?.delimiter,
    })) {
      first.push(source);
      if (first.length >= SHOWN) break;
    }
    const columns = [...new Set(first.flatMap(({ row }) => Object.keys(row)))];
    const rows = first.map((source) => previewRow(source, mapping));
    if (!mapping) return { columns, issues, rows, dryRun: null };
    const taken = await takenBack(ctx.db, (tx) =>
      takeOutcomeFile(tx, input, { name: ctx.actor.name, scope, now: ctx.now }),
    );
    const { rejectedRows: _, ...dryRun } = taken;
    return { columns, issues, rows, dryRun };
  },
});

function readMapping(
  raw: unknown,
  zone: string,
): Pick<OutcomePreview, 'issues'> & { mapping: OutcomeMapping | null } {
  try {
    return { mapping: outcomeMappingIn(raw, zone), issues: [] };
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    return { mapping: null, issues: error.issues.map(({ path, message }) => ({ path, message })) };
  }
}

function previewRow(source: SourceRow, mapping: OutcomeMapping | null): OutcomePreviewRow {
  const cells = Object.fromEntries(Object.keys(source.row).map((name) => [name, cell(source.row, name)]));
  const row = { number: source.number, cells, outcome: null, problem: source.problem ?? null };
  if (!mapping || source.problem) return row;
  const made = convertOutcomeRow(source.row, source.number, mapping);
  if (made.kind === 'rejected') return { ...row, problem: made.problem };
  return made.kind === 'outcome' ? { ...row, outcome: made.outcome } : row;
}

class TakenBack extends Error {}

/** What a transaction answers, with nothing of it kept. */
async function takenBack(db: Db, run: (tx: Tx) => Promise<TakenFile>): Promise<TakenFile> {
  let answer: TakenFile | null = null;
  const tried = db.transaction(async (tx) => {
    answer = await run(tx);
    throw new TakenBack();
  });
  await tried.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  if (!answer) throw new Error('The dry run gave no answer.');
  return answer;
}
