import { type Currency, isCurrency } from '../money/currency';
import { type Money, parseMoney } from '../money/money';
import {
  type EventProblem,
  FieldReader,
  isRecord,
  MAX_ID_LENGTH,
  type Raw,
  readTags,
  readTime,
} from '../usage/field-reader';
import { idOf, refuseForeign } from '../usage/parse-request';
import { DEFAULT_SOURCE } from '../usage/recording';
import { type TagSet, tagSetOf, withTeam } from '../usage/tag-set';
import type { RecordOutcomesResult } from './dto';

/** An outcome that passed the rules, with the team and source it belongs to. The tags name team and workflow. */
export interface PendingOutcome {
  id: string;
  source: string;
  /** Milliseconds since 1970, UTC. */
  at: number;
  tags: TagSet;
  outcome: string;
  /** Below zero takes back. Never 0. */
  count: bigint;
  /** What one of them is worth by the sender's account. */
  ownValue: { amount: Money; currency: Currency } | null;
}

export const MAX_OUTCOMES_OF_ONE = 1_000_000_000;
const AMOUNT = /^\d{1,14}(\.\d{1,12})?$/;

interface OutcomesContext {
  source: string | null;
  /** The only team the caller may write for, null for any. */
  team: string | null;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Sorts the outcomes of a request (API.md, POST /v1/outcomes) into good and refused ones. Never throws for one of them;
 * an outcome of another team than the key's refuses the whole request with `forbidden`.
 */
export function parseOutcomes(
  sent: readonly unknown[],
  context: OutcomesContext,
): { pending: PendingOutcome[]; rejected: RecordOutcomesResult['rejected'] } {
  const pending: PendingOutcome[] = [];
  const rejected: RecordOutcomesResult['rejected'] = [];
  const foreign: string[] = [];
  sent.forEach((raw, index) => {
    const parsed = parseOutcome(raw, context);
    if ('problem' in parsed) {
      const { code, pointer, detail } = parsed.problem;
      rejected.push({ index, ...idOf(raw), code, pointer: `/outcomes/${index}${pointer}`, detail });
      return;
    }
    if (context.team !== null && parsed.tags.values.team !== context.team)
      foreign.push(`/outcomes/${index}/tags/team`);
    pending.push(parsed);
  });
  if (foreign.length > 0) throw refuseForeign(foreign, 'outcomes');
  return { pending, rejected };
}

function parseOutcome(raw: unknown, context: OutcomesContext): PendingOutcome | { problem: EventProblem } {
  const reader = new FieldReader();
  if (!isRecord(raw))
    return { problem: { code: 'wrong_type', pointer: '', detail: 'An outcome must be an object.' } };
  const id = reader.required(raw.id, '/id', MAX_ID_LENGTH);
  const at = readTime(reader, raw.time, context.now);
  const workflow = reader.required(raw.workflow, '/workflow');
  const outcome = reader.required(raw.outcome, '/outcome');
  const count = readCount(reader, raw.count);
  const ownValue = readValue(reader, raw.value);
  const tags = placed(reader, readTags(reader, raw.tags), workflow, context.team);
  const source = reader.text(raw.source, '/source') ?? context.source ?? DEFAULT_SOURCE;
  if (reader.problem) return { problem: reader.problem };
  return { id, source, at, tags, outcome, count: BigInt(count), ownValue };
}

/** One where none is said. */
function readCount(reader: FieldReader, raw: unknown): number {
  const count = reader.whole(raw, '/count', -MAX_OUTCOMES_OF_ONE, MAX_OUTCOMES_OF_ONE) ?? 1;
  if (count === 0) reader.fail('out_of_range', '/count', 'A count of 0 says nothing: leave it out.');
  return count;
}

/** Of one outcome, not below zero: what is taken back has a count below zero. */
function readValue(reader: FieldReader, raw: unknown): PendingOutcome['ownValue'] {
  if (raw === undefined || raw === null) return null;
  if (!isRecord(raw)) {
    reader.fail('wrong_type', '/value', 'A value must be an object with amount and currency.');
    return null;
  }
  const { amount, currency } = raw as Raw;
  if (typeof amount !== 'string' || !AMOUNT.test(amount))
    reader.fail(
      'invalid_amount',
      '/value/amount',
      'Write the amount of one outcome as a string of digits, not below zero, with at most 12 decimals: "12.00".',
    );
  if (typeof currency !== 'string' || !isCurrency(currency))
    reader.fail('unknown_currency', '/value/currency', 'Write the currency as its code, like HKD or USD.');
  if (reader.problem) return null;
  return { amount: parseMoney(amount as string), currency: currency as Currency };
}

/** The tags with the workflow and the team in them. */
function placed(reader: FieldReader, tags: TagSet, workflow: string, team: string | null): TagSet {
  const { workflow: tagged } = tags.values;
  if (tagged !== undefined && tagged !== workflow)
    reader.fail(
      'workflow_differs',
      '/tags/workflow',
      'tags.workflow names another workflow than the outcome.',
    );
  const named =
    tagged === undefined ? tagSetOf([...Object.entries(tags.values).flat(), 'workflow', workflow]) : tags;
  if (named.values.team !== undefined) return named;
  if (team === null) {
    reader.fail(
      'missing_team',
      '/tags/team',
      'This key writes for any team, so every outcome must name one in tags.team.',
    );
    return named;
  }
  return withTeam(named, team);
}
