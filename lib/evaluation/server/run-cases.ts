import type { ModelMessage } from 'ai';
import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { evaluationResults, goldenCases } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { GoldenCase } from '../golden-case';
import { createSealer, placeOf } from './seal';

/** The cases of a set by key, in order. Throws `no_prompts` where its texts are gone. */
export async function readCases(
  { db, secret }: { db: Db; secret: string },
  setId: bigint,
): Promise<[string, GoldenCase][]> {
  const sealer = createSealer(secret);
  const rows = await db
    .select()
    .from(goldenCases)
    .where(eq(goldenCases.setId, setId))
    .orderBy(asc(goldenCases.position));
  if (rows.length === 0) throw refusal('invalid', 'set', 'no_prompts', 'This set has no prompts any more.');
  return rows.map(({ key, sealed }) => [
    key,
    JSON.parse(sealer.open(sealed, placeOf(setId, key))) as GoldenCase,
  ]);
}

/** Keys of the cases a run has answered. */
export async function answered(db: Db, runId: bigint): Promise<Set<string>> {
  const rows = await db
    .select({ key: evaluationResults.caseKey })
    .from(evaluationResults)
    .where(eq(evaluationResults.runId, runId));
  return new Set(rows.map(({ key }) => key));
}

export const messagesOf = ({ prompt }: GoldenCase): ModelMessage[] =>
  typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;
