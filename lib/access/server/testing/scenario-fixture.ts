import type { Db } from '@/db/client';
import { savingsInitiatives, scenarioComments, scenarios } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { NOTHING_PULLED, startOf } from '../../../calculator/levers';
import { presetState, type ScenarioState } from '../../../calculator/state';
import { parseMoney } from '../../../money/money';
import type { Actor } from '../../actor';

type Side = 'own' | 'other';

export interface ScenarioFixture {
  /** The actor's own scenario, and their comment on it. */
  ownScenarioId: (actor: Actor) => string;
  ownCommentId: (actor: Actor) => string;
  /** Someone else's for each team, read from a workflow of it, with a lever pulled. */
  planId: Record<Side, string>;
}

const STATE: ScenarioState = {
  ...presetState('agentLevel:simple', 'USD'),
  origin: null,
};

const planOf = (workflow: string): ScenarioState => ({
  ...STATE,
  workload: { ...STATE.workload, model: { kind: 'one', model: 'openai/gpt-5' } },
  plan: { ...NOTHING_PULLED, levers: { outputLimits: startOf('outputLimits') } },
  origin: { kind: 'workflow', workflow, from: '2026-10-23', to: '2026-11-22' },
});

export async function seedScenarios(
  db: Db,
  actors: readonly Actor[],
  ownerId: string,
  teams: Record<Side, { id: bigint; mark: string }>,
): Promise<ScenarioFixture> {
  const mine = new Map<string, { scenarioId: string; commentId: string }>();
  for (const { id } of actors) {
    const scenarioId = await insertScenario(db, { name: 'Mine', ownerId: id, teamId: null, state: STATE });
    const [comment] = await db
      .insert(scenarioComments)
      .values({ scenarioId, authorId: id, body: 'A comment', createdAt: NOW })
      .returning({ id: scenarioComments.id });
    mine.set(id, { scenarioId: scenarioId.toString(), commentId: String(comment?.id) });
  }
  const plan = async ({ id, mark }: { id: bigint; mark: string }): Promise<string> => {
    const workflow = `${mark}-flow`;
    const scenario = { name: `${mark}-plan`, ownerId, teamId: id, workflow, state: planOf(workflow) };
    const scenarioId = await insertScenario(db, scenario);
    await db.insert(savingsInitiatives).values({
      ...{ name: `${mark}-initiative`, ownerId, teamId: id, workflow, state: 'started', working: {} },
      ...{ baselineMonthly: parseMoney('2'), plannedMonthly: parseMoney('1') },
      ...{ scenarioId, createdAt: NOW, updatedAt: NOW },
    });
    return scenarioId.toString();
  };
  return {
    ownScenarioId: (actor) => mine.get(actor.id)?.scenarioId ?? '0',
    ownCommentId: (actor) => mine.get(actor.id)?.commentId ?? '0',
    planId: { own: await plan(teams.own), other: await plan(teams.other) },
  };
}

async function insertScenario(
  db: Db,
  row: { name: string; ownerId: string; teamId: bigint | null; workflow?: string; state: ScenarioState },
): Promise<bigint> {
  const [stored] = await db
    .insert(scenarios)
    .values({ ...row, createdAt: NOW, updatedAt: NOW })
    .returning({ id: scenarios.id });
  if (!stored) throw new Error('The scenario could not be stored.');
  return stored.id;
}
