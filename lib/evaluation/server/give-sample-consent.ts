import { eq } from 'drizzle-orm';
import { sampleConsents, teams } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { giveConsentInput } from '../evaluation-input';
import { openTeam } from './evaluation-rows';
import { consentOf } from './sample-consents';

/** A team agrees that samples of its traffic are kept: so many, so many days. Throws `conflict` where it has. */
export const giveSampleConsent = verb({
  name: 'giveSampleConsent',
  permission: 'evaluation.consent',
  input: giveConsentInput,
  team: (_, { teamId }) => teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const { teamId, keepDays, mostCases } = input;
    const team = await openTeam(tx, teamId);
    // Of two who agree at once, one does.
    await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId)).for('update');
    if (await consentOf(tx, teamId))
      throw refusal(
        'conflict',
        'teamId',
        'consent_given',
        'This team has agreed already. Withdraw that first to agree to something else.',
      );
    const given = { givenByName: ctx.actor.name, givenAt: ctx.now };
    await tx.insert(sampleConsents).values({ teamId, keepDays, mostCases, ...given });
    await audit({
      action: 'evaluation.consent',
      subject: { kind: 'team', id: teamId.toString() },
      teamId,
      after: { team, keepDays, mostCases },
    });
    return { teamId: teamId.toString() };
  },
});
