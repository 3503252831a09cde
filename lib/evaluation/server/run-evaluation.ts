import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { evaluationRuns } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Gate } from '../../budgets/server/gate';
import { invalid } from '../../errors';
import type { Recorder } from '../../usage/server/recorder';
import { shareText } from '../compare';
import type { GoldenCase } from '../golden-case';
import { type Ending, endRun, storeFailure, storeResult } from './end-run';
import { findRun, findSet } from './evaluation-rows';
import { failureOf } from './failure-of';
import { gradeAnswer } from './grade-answer';
import { createMeteredModel, type Denial, type Endpoint } from './metered-model';
import { answered, messagesOf, readCases } from './run-cases';
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
  /** Stops the run between calls and in them; it stays as it is, to be gone on with. */
  signal?: AbortSignal;
  /** After each answer. */
  onProgress?: (done: number, of: number) => void;
}

export interface RunOutcome {
  /** interrupted: by the caller's signal. */
  state: 'done' | 'capped' | 'stopped' | 'interrupted';
  answers: number;
  cases: number;
  /** Cases whose call failed in the end. */
  failed: number;
}

type Answered = 'answered' | 'denied' | 'failed';
/** So many failures one after the other, and it is not the cases. */
const MOST_FAILURES_RUNNING = 8;

/**
 * Asks what a run has not asked yet and stores each answer's score as it comes: a run that was killed goes on where it
 * stopped. A case whose call fails is written down and asked again by the next go. `capped` where the cap allows no
 * further call, `stopped` where cases failed or the gate denies for another reason. What no case could be spared from
 * leaves the run `stopped` too, and is thrown.
 */
export async function runEvaluation(options: RunOptions, runId: bigint): Promise<RunOutcome> {
  const { db, onProgress, signal } = options;
  const run = await findRun(db, runId);
  const set = await findSet(db, run.setId);
  if (run.source !== 'run' || run.payingTeam === null) throw invalid('This run was brought in from a file.');
  try {
    const cases = await readCases(options, set.id);
    if (cases.some(([, { grader }]) => grader.kind === 'rubric') && run.judge === null)
      throw refusal(
        'invalid',
        'judge',
        'no_judge',
        'This set has rubrics: start the run with a judge model.',
      );
    await db.update(evaluationRuns).set({ state: 'running' }).where(eq(evaluationRuns.id, runId));
    const done = await answered(db, runId);
    const waiting = cases.filter(([key]) => !done.has(key));
    const tags = { team: run.payingTeam, workflow: workflowOf(runId) };
    const ask = createMeteredModel({ ...options, provider: run.provider, tags, taskClass: set.taskClass });
    const denials: Denial[] = [];
    let failedRunning = 0;
    const denied = (denial: Denial): Answered => {
      denials.push(denial);
      return 'denied';
    };

    const askOne = async (key: string, one: GoldenCase): Promise<Answered> => {
      const asked = await ask(run.model, messagesOf(one));
      if (asked.kind === 'denied') return denied(asked);
      const graded = await gradeAnswer(one, asked.answer.text, ask, run.judge);
      if ('kind' in graded) return denied(graded);
      const { inputTokens, outputTokens, cost, attempts } = asked.answer;
      await storeResult(db, {
        ...{ runId, caseKey: key, score: shareText(graded.score), detail: graded.detail },
        ...{ inputTokens, outputTokens, cost, attempts, measuredAt: options.now() },
      });
      done.add(key);
      failedRunning = 0;
      onProgress?.(done.size, cases.length);
      return 'answered';
    };
    const answerOne = async ([key, one]: [string, GoldenCase]): Promise<Answered> => {
      try {
        return await askOne(key, one);
      } catch (error) {
        const failure = failureOf(error);
        failedRunning += 1;
        if (signal?.aborted || failure.isFinal) throw error;
        await storeFailure(db, runId, key, failure, options.now());
        if (failedRunning >= MOST_FAILURES_RUNNING) throw error;
        return 'failed';
      }
    };

    const first = await inParallel(waiting, options.concurrency, answerOne, signal);
    // What calls under way held is free again: what was refused is asked once more, one after the other.
    const second = await inParallel(first.left, 1, answerOne, signal);
    const counts = {
      ...{ answers: done.size, cases: cases.length },
      failed: cases.length - done.size - second.left.length,
    };
    if (signal?.aborted) return { state: 'interrupted', ...counts };
    const ending = endingOf(
      run.budgetId,
      second.left.length > 0 ? (denials.at(-1) ?? null) : null,
      counts.failed,
    );
    await endRun(options, run, ending);
    return { state: ending.state, ...counts };
  } catch (error) {
    if (signal?.aborted) return { state: 'interrupted', answers: 0, cases: 0, failed: 0 };
    const { code, detail } = failureOf(error);
    await endRun(options, run, { state: 'stopped', failure: code, failureDetail: detail });
    throw error;
  }
}

function endingOf(budgetId: bigint | null, denial: Denial | null, failed: number): Ending {
  if (denial !== null) {
    const state = denial.budgetId === budgetId?.toString() ? 'capped' : 'stopped';
    return { state, failure: denial.code, failureDetail: denial.detail };
  }
  if (failed === 0) return { state: 'done', failure: null, failureDetail: null };
  return { state: 'stopped', failure: 'cases_failed', failureDetail: `${failed} cases failed.` };
}

/** Works through the items; after the first that is denied no more are begun. Returns those not asked. */
async function inParallel<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<Answered>,
  signal: AbortSignal | undefined,
): Promise<{ left: T[] }> {
  const left: T[] = [];
  let next = 0;
  let stop = false;
  const lane = async () => {
    while (!stop && !signal?.aborted && next < items.length) {
      const item = items[next] as T;
      next += 1;
      try {
        if ((await work(item)) !== 'denied') continue;
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
  return { left: [...left, ...items.slice(next)] };
}
