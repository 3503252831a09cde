import { mapped, type Row } from '../../usage/import/cell';
import { readId, readTags } from '../../usage/import/convert';
import { quote, type RowProblem, RowRejected, reject } from '../../usage/import/problem';
import { readTime } from '../../usage/import/time';
import type { OutcomeMapping } from './mapping';

/** An outcome as POST /v1/outcomes takes it. */
export interface ImportedOutcome {
  id: string;
  time: string;
  workflow: string;
  outcome: string;
  count: number;
  value?: { amount: string; currency: string };
  tags: Record<string, string>;
}

type ConvertedOutcome =
  | { kind: 'outcome'; outcome: ImportedOutcome }
  /** A row of none: nothing was delivered. */
  | { kind: 'skipped' }
  | { kind: 'rejected'; problem: RowProblem };

/** Turns a row into an outcome, or says why not. `rowNumber` counts data rows from 1. */
export function convertOutcomeRow(row: Row, rowNumber: number, mapping: OutcomeMapping): ConvertedOutcome {
  try {
    return toOutcome(row, rowNumber, mapping);
  } catch (error) {
    if (error instanceof RowRejected) return { kind: 'rejected', problem: error.problem };
    throw error;
  }
}

function toOutcome(row: Row, rowNumber: number, mapping: OutcomeMapping): ConvertedOutcome {
  const count = readCount(row, mapping);
  if (count === 0) return { kind: 'skipped' };
  const value = readValue(row, mapping);
  const outcome: ImportedOutcome = {
    id: readId(row, rowNumber, mapping),
    time: readTime(row, rowNumber, mapping.time),
    workflow: mapped(row, mapping.workflow) ?? reject('missing_workflow', 'workflow', 'The row names none.'),
    outcome: mapped(row, mapping.outcome) ?? reject('missing_outcome', 'outcome', 'The row names none.'),
    count,
    tags: readTags(row, mapping),
    ...(value ? { value } : {}),
  };
  return { kind: 'outcome', outcome };
}

/** A whole number, below zero to take back; a blank cell is a reason to reject, never one. */
function readCount(row: Row, mapping: OutcomeMapping): number {
  if (!mapping.count) return 1;
  const text = mapped(row, mapping.count);
  if (text === null) return reject('blank_count', 'count', 'The file does not say how many.');
  const match = /^([+-]?\d{1,10})(?:\.0*)?$/.exec(text.replaceAll(',', ''));
  return match?.[1]
    ? Number(match[1])
    : reject('bad_count', 'count', `${quote(text)} is not a whole number of outcomes.`);
}

function readValue(row: Row, mapping: OutcomeMapping): ImportedOutcome['value'] | null {
  const amount = mapped(row, mapping.value?.amount);
  if (amount === null) return null;
  const currency = mapped(row, mapping.value?.currency);
  if (currency === null) return reject('missing_currency', 'value.currency', 'The amount has no currency.');
  return { amount: amount.replaceAll(',', ''), currency: currency.toUpperCase() };
}
