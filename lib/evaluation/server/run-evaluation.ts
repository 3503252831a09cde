import { randomUUID } from 'node:crypto';
import type { ModelMessage } from 'ai';
import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { evaluationResults, evaluationRuns, goldenCases } from '@/db/schema';
import type { Gate } from '../../budgets/server/gate';
import { invalid, unavailable } from '../../errors';
import type { Recorder } from '../../usage/server/recorder';
import { shareText } from '../compare';
import type { GoldenCase } from '../golden-case';
import { type Grade, grade } from '../grade';
import { judgePrompt, readJudgement } from '../judge';
import { findRun, findSet } from './evaluation-rows';
import { type Asked, createMeteredModel, type Endpoint } from './metered-model';
import { createSealer, placeOf } from './seal';
import { workflowOf } from './start-evaluation';

export interface RunOptions {
  db: Db;
  gate: Gate;
  recorder: Recorder;
  secret: string;
  endpoint: Endpoint;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
  concurrency: number;
  maxOutputTokens: number;
  tries: number;
  timeoutMs: number;
  /** After each answer. */
  onProgress?: (done: number, of: number) => void;
}

export interface RunOutcome {
  state: 'done' | 'capped';
  answers: number;
  cases: number;
}

/**
 * Asks what a run has not asked yet and stores each answer's score as it comes: a run that was killed goes on where it
 * stopped. `capped` where the gate allows no further call. An error leaves the run `stopped`, to be resumed.
 */
export async function runEvaluation(options: RunOptions, runId: bigint): Promise<RunOutcome> {
  const { db, onProgress } = options;
  const run = await findRun(db, runId);
  const set = await findSet(db, run.setId);
  if (run.source !== 'run' || run.payingTeam === null) throw invalid('This run was brought in from a file.');
  const cases = await readCases(options, set.id);
  if (cases.some(([, { grader }]) => grader.kind === 'rubric') && run.judge === null)
    throw invalid('This set has rubrics: start the run with a judge model.');
  const done = await answered(db, runId);
  const waiting = cases.filter(([key]) => !done.has(key));
  const tags = { team: run.payingTeam, workflow: workflowOf(runId) };
  const ask = createMeteredModel({ ...options, provider: run.provider, tags, taskClass: set.taskClass });
  const setState = (state: string, finishedAt: Date | null = null) =>
    db.update(evaluationRuns).set({ state, finishedAt }).where(eq(evaluationRuns.id, runId));

  const answerOne = async (key: string, one: GoldenCase): Promise<boolean> => {
    const asked = await ask(run.model, messagesOf(one));
    if (asked.kind === 'denied') return false;
    const graded = await gradeAnswer(one, asked.answer.text, ask, run.judge);
    if (graded === null) return false;
    const { inputTokens, outputTokens, cost, attempts } = asked.answer;
    await db
      .insert(evaluationResults)
      .values({
        ...{
          runId,
          caseKey: key,
          score: shareText(graded.score),
          detail: graded.detail,
          inputTokens,
          outputTokens,
        },
        ...{ cost, attempts, measuredAt: options.now() },
      })
      .onConflictDoNothing();
    done.add(key);
    onProgress?.(done.size, cases.length);
    return true;
  };

  await setState('running');
  try {
    const refused = await inParallel(waiting, options.concurrency, ([key, one]) => answerOne(key, one));
    // What calls under way held is free again: what was refused is asked once more, one after the other.
    const capped = (await inParallel(refused, 1, ([key, one]) => answerOne(key, one))).length > 0;
    await setState(capped ? 'capped' : 'done', capped ? null : options.now());
    return { state: capped ? 'capped' : 'done', answers: done.size, cases: cases.length };
  } catch (error) {
    await setState('stopped');
    throw error;
  }
}

/** Works through the items; after the first that is refused no more are begun. Returns those not done. */
async function inParallel<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<boolean>,
): Promise<T[]> {
  const left: T[] = [];
  let next = 0;
  let stop = false;
  const lane = async () => {
    while (!stop && next < items.length) {
      const item = items[next] as T;
      next += 1;
      try {
        if (await work(item)) continue;
      } catch (error) {
        stop = true;
        throw error;
      }
      left.push(item);
      stop = true;
    }
  };
  const lanesDone = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const result of lanesDone) if (result.status === 'rejected') throw result.reason;
  return [...left, ...items.slice(next)];
}

async function readCases({ db, secret }: RunOptions, setId: bigint): Promise<[string, GoldenCase][]> {
  const sealer = createSealer(secret);
  const rows = await db
    .select()
    .from(goldenCases)
    .where(eq(goldenCases.setId, setId))
    .orderBy(asc(goldenCases.position));
  if (rows.length === 0) throw invalid('This set has no prompts any more.');
  return rows.map(({ key, sealed }) => [
    key,
    JSON.parse(sealer.open(sealed, placeOf(setId, key))) as GoldenCase,
  ]);
}

async function answered(db: Db, runId: bigint): Promise<Set<string>> {
  const rows = await db
    .select({ key: evaluationResults.caseKey })
    .from(evaluationResults)
    .where(eq(evaluationResults.runId, runId));
  return new Set(rows.map(({ key }) => key));
}

const messagesOf = ({ prompt }: GoldenCase): ModelMessage[] =>
  typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;

/** Null where the gate denies the judge's call. What the judge costs counts towards the cap, not the answer. */
async function gradeAnswer(
  one: GoldenCase,
  text: string,
  ask: (model: string, messages: ModelMessage[]) => Promise<Asked>,
  judge: string | null,
): Promise<Grade | null> {
  if (one.grader.kind !== 'rubric' || judge === null) return grade(one, text);
  const asked = await ask(judge, [{ role: 'user', content: judgePrompt(one, text, randomUUID()) }]);
  if (asked.kind === 'denied') return null;
  const judged = readJudgement(asked.answer.text);
  if (!judged) throw unavailable('The judge did not answer with a score; choose another model for it.', 5);
  return judged;
}
