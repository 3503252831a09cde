import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { routingPolicies, routingPolicyVersions } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { invalid, notFound } from '../../errors';
import { moneyToString } from '../../money/money';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { loadTieredModels } from '../../pricing/server/load-tiered-models';
import { daysBetween } from '../../time/days';
import { toInstants } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { createClassifier } from '../classify/classify';
import type { PolicyBody } from '../policy';
import { asRouted, type ReplayedVersion } from '../replay/as-routed';
import { assignClass } from '../replay/assign-class';
import { proveClasses } from '../replay/prove-classes';
import { addReplayed, emptyReport, replayCall } from '../replay/replay';
import type { ReplayDto } from '../replay/replay-dto';
import { partsDto } from '../replay/report-dto';
import { compilePolicy } from '../route-call';
import { loadBarEvidence } from './bar-evidence';
import { countBlocks } from './budget-blocks';
import { loadClassSettings } from './class-settings';
import { wasInForce } from './in-force';
import { readPastCalls } from './past-calls';
import { teamOfPolicy } from './policy-rows';
import { loadSimpleTaskClasses, routeCatalogue } from './route-catalogue';

/** Events replayed at once at most: some seconds of work. */
const MOST_EVENTS = 200_000;
const MOST_DAYS = 92;

const day = z.iso.date();

export const replayPolicyInput = z.object({
  policyId: idText,
  versionId: idText,
  /** Days of the organisation's zone, half-open. */
  period: z.object({ from: day, to: day }),
  /** Tokens the new model counts for each of the old, as 1.05. */
  tokenRatio: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,3})?$/, 'Write a ratio such as 1.05.')
    .default('1'),
});

/** What a version would have made of the ledger's calls of some days. */
export const replayPolicy = question({
  name: 'replayPolicy',
  permission: 'routing.read',
  input: replayPolicyInput,
  team: (db, { policyId }) => teamOfPolicy(db, policyId),
  run: async ({ db, ctx, input, scope }): Promise<ReplayDto> => {
    const [found] = await db
      .select({
        body: routingPolicyVersions.body,
        version: routingPolicyVersions.version,
        teamId: routingPolicies.teamId,
      })
      .from(routingPolicyVersions)
      .innerJoin(routingPolicies, eq(routingPolicies.id, routingPolicyVersions.policyId))
      .where(
        and(
          eq(routingPolicyVersions.id, input.versionId),
          eq(routingPolicyVersions.policyId, input.policyId),
        ),
      );
    if (!found) throw notFound('There is no such version of this policy.');
    const days = daysBetween(input.period.from, input.period.to);
    if (days < 1 || days > MOST_DAYS)
      throw invalid(`Choose a period of 1 to ${MOST_DAYS} days.`, [
        { path: 'period', code: 'period', message: `Choose a period of 1 to ${MOST_DAYS} days.` },
      ]);
    const ratio = thousandths(input.tokenRatio);
    if (ratio === 0n)
      throw invalid('Write a ratio above 0.', [
        { path: 'tokenRatio', code: 'ratio', message: 'Write a ratio above 0.' },
      ]);
    const body = found.body as PolicyBody;
    const timeZone = await zoneOf(db);
    const book = await loadPriceBook(db);
    const models = await loadTieredModels(db);
    const simpleTaskClasses = await loadSimpleTaskClasses(db);
    const evidence = await loadBarEvidence(db, found.teamId);
    const catalogue = routeCatalogue(book, models, { timeZone, simpleTaskClasses });
    const policy = compilePolicy(body, catalogue, { evidence, at: ctx.now });
    const byId = new Map(models.map((model) => [model.modelId, model]));

    const range = toInstants(input.period, timeZone);
    const past = await readPastCalls(db, {
      ...{ from: range.from, to: range.to, teamId: found.teamId, scope },
      limit: MOST_EVENTS + 1,
    });
    const classes = await loadClassSettings(db);
    const classify = createClassifier(classes.own);
    const defaultOf = (workflow: string) => classes.defaults.get(workflow)?.taskClass ?? null;
    const undeclared = { calls: 0n, assigned: 0n };
    const version: ReplayedVersion = {
      policyId: input.policyId.toString(),
      version: found.version,
      wasInForce: await wasInForce(db, input.policyId, input.versionId),
    };
    let undrawn = 0n;
    const blocks = await countBlocks(db, { ...range, teamId: found.teamId, scope });
    const report = emptyReport();
    for (const event of past.slice(0, MOST_EVENTS)) {
      const one = assignClass(event, classify, defaultOf, undeclared);
      const replayed = asRouted(one, version, catalogue) ?? replayCall(policy, book, one, ratio);
      addReplayed(report, one, replayed, (id) => byId.get(id)?.tier ?? 'unknown');
      blocks.note(one, replayed);
      if (one.decision === null) undrawn += one.requests;
    }

    const { byClass, provenSaved } = proveClasses(report, {
      ...{ evidence, catalogue, maxAgeDays: body.constraints.evidenceMaxAgeDays, at: ctx.now },
      modelOf: (id) => byId.get(id),
    });
    return {
      period: input.period,
      tokenRatio: input.tokenRatio,
      events: Math.min(past.length, MOST_EVENTS),
      truncated: past.length > MOST_EVENTS,
      undeclared: { calls: undeclared.calls.toString(), assigned: undeclared.assigned.toString() },
      blocks: blocks.result(past[MOST_EVENTS]?.call.time.getTime() ?? null),
      undrawn: drawsByRequest(body) ? undrawn.toString() : '0',
      ...partsDto(report),
      byClass,
      provenSaved: moneyToString(provenSaved),
    };
  },
});

const drawsByRequest = ({ rules }: PolicyBody): boolean =>
  rules.some(
    ({ share, stickyBy = 'request' }) => share !== undefined && share < 100 && stickyBy === 'request',
  );

/** '1.05' as 1050. */
function thousandths(text: string): bigint {
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(whole) * 1_000n + BigInt(part.padEnd(3, '0'));
}
