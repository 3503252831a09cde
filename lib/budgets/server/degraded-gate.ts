import type { Db } from '@/db/client';
import { unavailable } from '../../errors';
import type { BudgetSubject } from '../applies';
import { appliedBudgets } from '../budget-index';
import { decideDegraded } from '../decide';
import type { Verdict } from '../verdict';
import type { BudgetConfig, BudgetConfigCache } from './budget-config';
import { written } from './gate-batch';
import { type GateOutcome, type GateSubmission, identityOf, repeated } from './gate-call';
import { insertDecisions } from './gate-decisions';
import type { GateNames } from './gate-names';
import type { GatePrices } from './gate-prices';

/** Decisions of an outage kept in memory; beyond it the gate says `unavailable`. About 2 kB each. */
const MAX_WAITING = 50_000;
const CHUNK = 500;

interface Waiting {
  submission: GateSubmission;
  verdict: Verdict;
  at: Date;
  outcome: GateOutcome;
}

export interface DegradedGate {
  /** Decides from memory: kill switches and each budget's own word for an outage. Nothing is held. */
  decideAll(batch: readonly GateSubmission[]): Promise<GateOutcome[]>;
  /** Writes down what was decided, once the database is back. A decision that did get there stays. */
  writeDown(): Promise<void>;
  waiting(): number;
}

/** The gate while the database is away. */
export function createDegradedGate(options: {
  db: Db;
  config: BudgetConfigCache;
  names: GateNames;
  prices: GatePrices;
  now: () => Date;
}): DegradedGate {
  const { db, config, names, prices, now } = options;
  const waiting = new Map<string, Waiting>();

  function decideOne(submission: GateSubmission, subject: BudgetSubject, current: BudgetConfig): GateOutcome {
    const earlier = waiting.get(identityOf(submission));
    if (earlier) return repeated(earlier.outcome, submission.digest, earlier.submission.digest);
    if (waiting.size >= MAX_WAITING)
      throw unavailable('The database has been away for long; send this again later.', 5);
    const at = now();
    const budgets = appliedBudgets(current.index, subject).map(({ budget }) => budget);
    const call = prices.callOf(submission, subject, at, current);
    const verdict = decideDegraded(call, budgets, current.killSwitches, at);
    const { outcome } = written({ submission, named: NOBODY, call }, verdict, [], at, true);
    waiting.set(identityOf(submission), { submission, verdict, at, outcome });
    return outcome;
  }

  async function writeChunk(chunk: readonly (readonly [string, Waiting])[]): Promise<void> {
    const current = await config.ready();
    const named = await names.of(
      chunk.map(([, { submission }]) => submission),
      current,
    );
    const rows = chunk.flatMap(([, { submission, verdict, at, outcome }], index) => {
      const call = named[index];
      if (!call || outcome.kind !== 'decided') return [];
      const { row } = written(
        { submission, named: call, call: prices.callOf(submission, call.subject, at, current) },
        verdict,
        [],
        at,
        true,
      );
      return [{ ...row, body: outcome.body }];
    });
    await db.$client.begin((sql) => insertDecisions(sql, rows, { skipKnown: true }));
    for (const [identity] of chunk) waiting.delete(identity);
  }

  return {
    async decideAll(batch) {
      const current = config.current();
      const subjects = await names.known(batch, current);
      return batch.map((submission, index) =>
        decideOne(submission, subjects[index] ?? NOBODY.subject, current),
      );
    },
    async writeDown() {
      while (waiting.size > 0) await writeChunk([...waiting].slice(0, CHUNK));
    },
    waiting: () => waiting.size,
  };
}

/** Ids are looked up when the decision is written down. */
const NOBODY = {
  teamId: 0,
  attributionId: 0,
  userId: null,
  subject: { teamId: 0n, departmentId: null, workflow: null, userId: null, keyId: null },
};
