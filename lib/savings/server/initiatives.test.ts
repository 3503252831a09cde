import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { verifyAudit } from '../../access/server/verify-audit';
import type { LeverPlan } from '../../calculator/levers';
import { NOTHING_PULLED, startOf } from '../../calculator/levers';
import { saveScenario } from '../../calculator/server/save-scenario';
import { found } from '../../calculator/server/testing/found';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import { type PersonCtx, seedPeople } from '../../calculator/server/testing/people';
import { workloadFromActuals } from '../../calculator/server/workload-from-actuals';
import type { ScenarioState } from '../../calculator/state';
import { keepInitiative } from './keep-initiative';
import { listInitiatives } from './list-initiatives';

const { db } = await testDatabase();
const { cfo, auditor, lead, otherLead, engineer, teamId } = await seedPeople(db);
const support = String(teamId('support'));
const claims = String(teamId('claims'));

const LIMITS: LeverPlan = { ...NOTHING_PULLED, levers: { outputLimits: startOf('outputLimits') } };

beforeAll(async () => {
  await seedBook(db);
  const tags = (team: string) => ({ team, workflow: 'resolve', feature: 'desk', environment: 'production' });
  await meter(db, [
    {
      ...{ time: '2026-11-10T03:00:00Z', model: 'small', requests: 1000, tags: tags('support') },
      tokens: { input: 1_000_000, output: 200_000 },
    },
    {
      ...{ time: '2026-11-11T03:00:00Z', model: 'large', requests: 1000, tags: tags('claims') },
      tokens: { input: 1_000_000, output: 200_000 },
    },
  ]);
});

async function planned(who: PersonCtx, plan: LeverPlan, days = 30): Promise<string> {
  const { workload, workflow, period } = found(
    await workloadFromActuals(who(), { workflow: 'resolve', days }),
  );
  const state: ScenarioState = {
    ...{ version: 1, workload, plan, currency: 'USD' },
    origin: { kind: 'workflow', workflow, ...period },
  };
  return (await saveScenario(who(), { name: 'Plan', state })).scenarioId;
}
const refused = async (work: Promise<unknown>) =>
  work.then(() => 'done').catch((error) => error.issues[0]?.code ?? error.code);

describe('a savings initiative', () => {
  it('is a plan against what was metered', async () => {
    const scenarioId = await planned(lead, LIMITS);
    await keepInitiative(lead(), { name: 'Shorter answers', scenarioId, teamId: support });
    const [kept] = await listInitiatives(lead(), {});
    // Metered: 1 USD of input, 1 USD of output. Output limits take 30 % of the output.
    expect(kept).toMatchObject({
      ...{ name: 'Shorter answers', state: 'proposed', workflow: 'resolve', scenarioId },
      team: { id: support, name: 'Customer Service' },
      baselineMonthly: '2.000000000000',
      plannedMonthly: '1.700000000000',
      savingMonthly: '0.300000000000',
      working: {
        ...{ period: { from: '2026-10-23', to: '2026-11-22' }, days: 30, effectiveCost: '2.000000000000' },
        ...{ modelledBaseline: '2.000000000000', modelledOptimised: '1.700000000000' },
        ...{ pricesOn: '2026-11-22', levers: ['outputLimits'], trainingCost: null, unpricedTokens: '0' },
      },
    });
  });

  it('replaces what was proposed for the same scenario', async () => {
    const scenarioId = await planned(lead, LIMITS, 15);
    const first = await keepInitiative(lead(), { name: 'A', scenarioId, teamId: support });
    const second = await keepInitiative(lead(), { name: 'B', scenarioId, teamId: support });
    expect(second).toEqual({ initiativeId: first.initiativeId, replaced: true });
    const kept = await listInitiatives(lead(), { scenarioId });
    // Fifteen days of the same usage are a month twice as dear.
    expect(kept.map(({ name, baselineMonthly }) => [name, baselineMonthly])).toEqual([
      ['B', '4.000000000000'],
    ]);
  });

  it('is of a whole organisation for those who see it whole', async () => {
    const scenarioId = await planned(cfo, LIMITS);
    await keepInitiative(cfo(), { name: 'All teams', scenarioId, teamId: null });
    const [kept] = await listInitiatives(auditor(), { scenarioId });
    expect(kept).toMatchObject({ baselineMonthly: '22.000000000000', plannedMonthly: '18.700000000000' });
    await keepInitiative(cfo(), { name: 'Claims', scenarioId, teamId: claims });
    const [ofClaims] = await listInitiatives(otherLead(), { scenarioId });
    expect(ofClaims).toMatchObject({ baselineMonthly: '20.000000000000', plannedMonthly: '17.000000000000' });
    expect(await listInitiatives(lead(), { scenarioId })).toEqual([]);
  });

  it('is refused without actuals, without a lever, for another team, and to who proposes none', async () => {
    const scenarioId = await planned(lead, NOTHING_PULLED);
    const keep = (who: PersonCtx, id: string, team: string | null) =>
      refused(keepInitiative(who(), { name: 'X', scenarioId: id, teamId: team }));
    expect(await keep(lead, scenarioId, support)).toBe('no_levers');
    expect(await keep(lead, scenarioId, claims)).toBe('forbidden');
    expect(await keep(lead, scenarioId, null)).toBe('forbidden');
    expect(await keep(otherLead, scenarioId, claims)).toBe('not_found');
    for (const who of [engineer, auditor]) expect(await keep(who, scenarioId, support)).toBe('forbidden');
    const { workload } = found(await workloadFromActuals(lead(), { workflow: 'resolve' }));
    const guessed: ScenarioState = { version: 1, workload, plan: LIMITS, currency: 'USD', origin: null };
    const saved = await saveScenario(lead(), { name: 'Guess', state: guessed });
    expect(await keep(lead, saved.scenarioId, support)).toBe('no_actuals');
    expect(await verifyAudit(cfo(), {})).toMatchObject({ intact: true });
  });
});
