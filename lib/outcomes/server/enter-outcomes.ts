import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { outcomeDefinitions, teams } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { addDays, dayOf, startOfDay } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { tagSetOf } from '../../usage/tag-set';
import { enterOutcomesInput } from '../outcome-input';
import { CONSOLE_SOURCE, placeOutcomes, storeOutcomes } from './store-outcomes';
import { scopeNames } from './workflow-team';

/** Counts outcomes by hand for a day, with the reason on the row and on the audit log. */
export const enterOutcomes = verb({
  name: 'enterOutcomes',
  permission: 'outcomes.edit',
  input: enterOutcomesInput,
  team: (_tx, { teamId }) => teamId,
  run: async ({ tx, ctx, input, scope, audit }) => {
    const { workflow, teamId, day, reason } = input;
    const zone = await zoneOf(tx);
    if (day > dayOf(ctx.now, zone))
      throw refusal('invalid', 'day', 'day_in_future', 'This day is yet to come.');
    if (day < addDays('1970-01-01', 1))
      throw refusal('invalid', 'day', 'too_early', 'Choose a day after 1970.');
    const [definition] = await tx
      .select({ outcome: outcomeDefinitions.outcome })
      .from(outcomeDefinitions)
      .where(and(eq(outcomeDefinitions.workflow, workflow), isNull(outcomeDefinitions.archivedAt)));
    if (!definition)
      throw refusal('invalid', 'workflow', 'not_defined', 'Define the outcome of this workflow first.');
    const [team] = await tx.select({ key: teams.key }).from(teams).where(eq(teams.id, teamId));
    if (!team) throw notFound('There is no such team.');
    if (scope !== 'all' && !(await scopeNames(tx, [teamId], workflow)))
      throw refusal('forbidden', 'workflow', 'other_team', 'This team has no usage of the workflow so far.');
    const pending = {
      id: input.entryId ?? randomUUID(),
      source: CONSOLE_SOURCE,
      at: startOfDay(day, zone).getTime(),
      tags: tagSetOf(['workflow', workflow, 'team', team.key]),
      outcome: definition.outcome,
      count: BigInt(input.count),
      ownValue: null,
    };
    const by = { entry: 'manual' as const, keyNumber: null, recordedBy: ctx.actor.name, reason };
    const stored = await storeOutcomes(tx, await placeOutcomes(tx, [pending], ctx.now), by, ctx.now);
    await audit({
      action: 'outcome.enter',
      subject: { kind: 'outcome', id: pending.id },
      teamId,
      after: { workflow, outcome: definition.outcome, day, count: input.count, repeated: stored === 0 },
      reason,
    });
    return { accepted: stored === 1 };
  },
});
