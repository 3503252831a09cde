import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { routingPolicies, routingPolicyVersions, routingPublications } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import { moneyToString } from '../../money/money';
import { compilePolicy } from '../compile-policy';
import { addDrift, type Drift, judgeDrift, NO_DRIFT, type Stray } from '../drift';
import type { DriftDto, StrayDto } from '../drift-dto';
import type { PolicyBody } from '../policy';
import { teamOfPolicy } from './policy-rows';
import { loadRouteCatalogue } from './route-catalogue';
import { servedCalls } from './served-calls';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_STRAYS = 50;

interface InForce {
  from: number;
  to: number;
  body: PolicyBody;
}

/**
 * Whether the traffic of the last days followed what was published at the time. Hours in which a publication fell are
 * left out. The organisation's policy is held against the teams that have no policy of their own now.
 */
export const policyDrift = question({
  name: 'policyDrift',
  permission: 'routing.read',
  input: z.object({ policyId: idText, days: z.number().int().min(1).max(92).default(7) }),
  team: (db, { policyId }) => teamOfPolicy(db, policyId),
  run: async ({ db, ctx, input, scope }): Promise<DriftDto> => {
    const [policy] = await db.select().from(routingPolicies).where(eq(routingPolicies.id, input.policyId));
    if (!policy) throw notFound('There is no such policy.');
    const to = Math.floor(ctx.now.getTime() / HOUR_MS) * HOUR_MS;
    const spans = await spansInForce(db, policy.id, to - input.days * DAY_MS, to);
    const [first] = spans;
    const last = spans.at(-1);
    if (!first || !last) return driftDto(NO_DRIFT, null);
    const catalogue = await loadRouteCatalogue(db);
    let drift: Drift = NO_DRIFT;
    for (const span of spans) {
      const compiled = compilePolicy(span.body, catalogue);
      const served = await servedCalls(db, { ...span, teamId: policy.teamId, scope });
      drift = addDrift(drift, judgeDrift(compiled, served));
    }
    return driftDto(drift, { from: new Date(first.from).toISOString(), to: new Date(last.to).toISOString() });
  },
});

/** The whole hours between two instants through which one version was in force. */
async function spansInForce(db: Queryable, policyId: bigint, from: number, to: number): Promise<InForce[]> {
  const rows = await db
    .select({ from: routingPublications.from, body: routingPolicyVersions.body })
    .from(routingPublications)
    .leftJoin(routingPolicyVersions, eq(routingPolicyVersions.id, routingPublications.versionId))
    .where(eq(routingPublications.policyId, policyId))
    .orderBy(asc(routingPublications.from), asc(routingPublications.id));
  return rows.flatMap(({ from: since, body }, index) => {
    const until = rows[index + 1]?.from.getTime() ?? to;
    const span = {
      from: Math.max(from, Math.ceil(since.getTime() / HOUR_MS) * HOUR_MS),
      to: Math.min(to, Math.floor(until / HOUR_MS) * HOUR_MS),
    };
    return body !== null && span.from < span.to ? [{ ...span, body: body as PolicyBody }] : [];
  });
}

function driftDto(drift: Drift, period: DriftDto['period']): DriftDto {
  const { followed, onFallback, strayed, outside } = drift;
  const strays = merged(drift.strays);
  return {
    period,
    calls: (followed + onFallback + strayed + outside).toString(),
    followed: followed.toString(),
    onFallback: onFallback.toString(),
    strayed: strayed.toString(),
    strayedCost: moneyToString(drift.strayedCost),
    strayedUnpriced: drift.strayedUnpriced.toString(),
    outside: outside.toString(),
    strays: strays.slice(0, MOST_STRAYS).map(strayDto),
    more: Math.max(0, strays.length - MOST_STRAYS),
  };
}

/** One row for what differs only in what the page does not show, the dearest first. */
function merged(strays: readonly Stray[]): Stray[] {
  const rows = new Map<string, Stray>();
  for (const one of strays) {
    const key = JSON.stringify([one.rule, one.team, one.workflow, one.taskClass, one.provider, one.model]);
    const before = rows.get(key);
    rows.set(key, before ? together(before, one) : one);
  }
  return [...rows.values()].sort((a, b) => compare(b.cost ?? 0n, a.cost ?? 0n) || compare(b.calls, a.calls));
}

const together = (a: Stray, b: Stray): Stray => ({
  ...a,
  calls: a.calls + b.calls,
  cost: a.cost === null ? b.cost : b.cost === null ? a.cost : ((a.cost + b.cost) as typeof a.cost),
  expected: [...new Set([...a.expected, ...b.expected])],
});

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const strayDto = ({
  rule,
  team,
  workflow,
  taskClass,
  provider,
  model,
  expected,
  calls,
  cost,
}: Stray): StrayDto => ({
  ...{ rule, team, workflow, expected, model: `${provider}/${model}` },
  taskClass: taskClass === '' ? null : taskClass,
  calls: calls.toString(),
  cost: cost === null ? null : moneyToString(cost),
});
