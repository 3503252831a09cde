import { eq, inArray } from 'drizzle-orm';
import { goldenCases, goldenSets, sampleConsents } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { withdrawConsentInput } from '../evaluation-input';
import { stopRunsOf } from './end-run';
import { consentOf, ownSamples } from './sample-consents';

/** A team no longer agrees: all samples of its traffic are deleted at once. Results and evidence stay. */
export const withdrawSampleConsent = verb({
  name: 'withdrawSampleConsent',
  permission: 'evaluation.consent',
  input: withdrawConsentInput,
  team: (_, { teamId }) => teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const { teamId, reason } = input;
    const consent = await consentOf(tx, teamId);
    if (!consent) throw notFound('This team has not agreed to samples.');
    await tx
      .update(sampleConsents)
      .set({ withdrawnAt: ctx.now, withdrawnByName: ctx.actor.name })
      .where(eq(sampleConsents.id, consent.id));
    const gone = await tx
      .update(goldenSets)
      .set({ archivedAt: ctx.now })
      .where(ownSamples(teamId))
      .returning({ id: goldenSets.id, cases: goldenSets.cases });
    const ids = gone.map(({ id }) => id);
    await stopRunsOf(tx, ids);
    if (ids.length > 0) await tx.delete(goldenCases).where(inArray(goldenCases.setId, ids));
    const deleted = gone.reduce((all, { cases }) => all + cases, 0);
    await audit({
      action: 'evaluation.withdraw_consent',
      subject: { kind: 'team', id: teamId.toString() },
      teamId,
      before: { keepDays: consent.keepDays, mostCases: consent.mostCases },
      after: { deletedSamples: deleted },
      reason,
    });
    return { deleted };
  },
});
