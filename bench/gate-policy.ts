/**
 * What a routing policy costs the gate: as many decisions as it can make, with a policy of 200 rules in force and
 * without one, in turn with the same meter and client. Time a decision with it, as a multiple of without; medians.
 * The meter's own processor time a decision is told beside it: on a busy machine it is the steadier of the two.
 */
import { readFileSync } from 'node:fs';
import type { Db } from '@/db/client';
import { systemActor } from '@/lib/access/server/context';
import { EMPTY_POLICY, type PolicyBody, type RoutingRule } from '@/lib/routing/policy';
import { retirePolicy } from '@/lib/routing/server/retire-policy';
import { publishBody } from '@/lib/routing/server/testing/publish';
import type { Bench } from './run';
import type { AskOrder, AskReport } from './support/ask-gate';
import { gateBooks, seedGateLedger } from './support/gate-ledger';
import { disconnect, ownPostgres, prepare, startMeterProcess } from './support/own-system';
import { workerProcess } from './support/worker-process';

const MOST_TIMES = 1.1;
const RULES = 200;
const ROUNDS = 12;
const SECONDS = 3;
const CONNECTIONS = 64;
const MOST_PER_SECOND = 12_000;

const haiku = { provider: 'anthropic', model: 'claude-haiku-4-5' };
const mini = { provider: 'openai', model: 'gpt-4.1-mini' };
const nano = { provider: 'openai', model: 'gpt-4.1-nano' };

/** Every call of the stream is taken by one of them, most after the rules before it were looked at. */
function ruleOf(index: number): RoutingRule {
  const isLast = index === RULES - 1;
  const size = index < 150 ? { below: 2_000 } : { from: 2_000 };
  return {
    id: `rule-${index}`,
    when: isLast
      ? {}
      : {
          workflow: [`workflow-${index % 150}`],
          environment: ['production', 'development'],
          inputTokens: size,
          ...(index % 5 === 0
            ? { hours: { from: '00:00', until: '23:59', days: [1, 2, 3, 4, 5, 6, 7] } }
            : {}),
        },
    primary: index % 2 === 0 ? haiku : mini,
    fallback: [
      { ...nano, on: ['error', 'timeout'] },
      { ...(index % 2 === 0 ? mini : nano), on: ['budget'] },
    ].slice(0, index % 2 === 0 ? 2 : 1) as RoutingRule['fallback'],
    ...(index % 3 === 0 ? { maximumCost: '1' } : {}),
    ...(index % 4 === 0 && !isLast ? { share: 50, stickyBy: 'user' as const } : {}),
  };
}

const POLICY: PolicyBody = {
  ...EMPTY_POLICY,
  rules: Array.from({ length: RULES }, (_, index) => ruleOf(index)),
};

const publish = (db: Db) =>
  publishBody(
    db,
    new Date(),
    { author: systemActor('author'), approver: systemActor('approver') },
    null,
    POLICY,
  );

const retire = (db: Db, policyId: string) =>
  retirePolicy(
    { db, now: new Date(), actor: systemActor('approver') },
    { policyId, reason: 'the other half of a round' },
  );

/** Processor time of a process so far, ticks of 10 ms; not a number where the system does not say. */
function ticksOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return Number.NaN;
  }
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const thousandths = (value: number): number => Number(value.toFixed(3));

export const run: Bench = async ([rounds = String(ROUNDS)]) => {
  const database = await ownPostgres(['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB']);
  const { db, key } = await prepare(database.url);
  await seedGateLedger(db);
  const meter = await startMeterProcess(database.url);
  let answered = 0;
  let others = 0;

  const ask = async (prefix: string, ticksEach: number[]): Promise<number> => {
    const order: AskOrder = {
      mode: 'saturate',
      url: meter.url,
      key,
      prefix,
      requests: MOST_PER_SECOND * SECONDS,
      seconds: SECONDS,
      perSecond: 0,
      connections: CONNECTIONS,
    };
    const worker = await workerProcess<AskReport>('ask-gate.ts', order);
    const ticks = ticksOf(meter.process.pid ?? 0);
    const report = await worker.go();
    ticksEach.push((ticksOf(meter.process.pid ?? 0) - ticks) / report.answered);
    answered += report.statuses['200'] ?? 0;
    others += report.answered - (report.statuses['200'] ?? 0);
    return report.answered / report.seconds;
  };
  const asked = { with: [] as number[], without: [] as number[] };
  const ticks = { with: [] as number[], without: [] as number[] };
  const half = {
    async with(prefix: string) {
      const { policyId } = await publish(db);
      asked.with.push(await ask(prefix, ticks.with));
      await retire(db, policyId);
    },
    async without(prefix: string) {
      asked.without.push(await ask(prefix, ticks.without));
    },
  };

  try {
    await ask('w0', []);
    const warm = await publish(db);
    await ask('w1', []);
    await retire(db, warm.policyId);
    for (let round = 1; round <= Number(rounds); round += 1) {
      // Whoever comes second finds larger tables: they take turns at it.
      const order = round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
      for (const one of order) await half[one](`${one}${round}`);
      console.error(
        `round ${round}: ${Math.round(asked.with.at(-1) ?? 0)}/s with ${RULES} rules, ${Math.round(asked.without.at(-1) ?? 0)}/s without`,
      );
    }
    const times = asked.with.map((rate, index) => thousandths((asked.without[index] ?? 0) / rate));
    const [row] = await db.$client`
      select count(*) filter (where served_model_id is not null)::int as moved from gate_decisions`;
    const books = await gateBooks(db);
    const reconciles = books.reconciles && books.decisions === answered && others === 0;
    const ratio = thousandths(median(times));
    return {
      holds: reconciles && ratio <= MOST_TIMES && Number(row?.moved) > 0,
      figures: {
        timesTheTimeWithout: ratio,
        timesOfRounds: times,
        timesTheProcessorTime: thousandths(
          median(ticks.with.map((each, index) => each / (ticks.without[index] ?? Number.NaN))),
        ),
        perSecondWith: Math.round(median(asked.with)),
        perSecondWithout: Math.round(median(asked.without)),
        rules: RULES,
        decisions: books.decisions,
        moved: row?.moved,
        otherAnswers: others,
        reconciles,
      },
    };
  } finally {
    await meter.stop();
    await disconnect(db);
    await database.stop();
  }
};
