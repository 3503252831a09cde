import type { Db } from '@/db/client';
import { raiseAlert } from '../../alerts/server/raise-alert';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { readPublishedEvidence } from './published-evidence';

/**
 * Asks those who wrote, approved or lead under a published policy to have its stale or missing evidence measured anew:
 * once a month of the organisation's calendar for each. It does not run a golden set by itself: the key of a run's
 * endpoint is not kept beyond the run, and nobody agreed to what another run costs. Returns how many are new.
 */
export async function askForEvidence(db: Db, now: Date): Promise<number> {
  const month = dayOf(now, await zoneOf(db)).slice(0, 7);
  let asked = 0;
  for (const aged of await readPublishedEvidence(db, now)) {
    const { policyId, policy, teamId, versionId, taskClass, model, evidenceId } = aged;
    const what = evidenceId ?? `${taskClass ?? ''}/${model}`;
    const alertId = await db.transaction((tx) =>
      raiseAlert(tx, now, {
        dedupeKey: `evidence_aged:${policyId}:${what}:${month}`,
        ...{ teamId, budgetId: null },
        facts: {
          ...{
            kind: 'evidence_aged',
            policyId: policyId.toString(),
            policy,
            versionId: versionId.toString(),
          },
          ...{ rules: aged.rules, taskClass, model, why: aged.why, isHeld: aged.isHeld, evidenceId },
          ...{ days: aged.days ?? 0, maxAgeDays: aged.maxAgeDays, goldenSet: aged.goldenSet },
        },
      }),
    );
    if (alertId !== null) asked += 1;
  }
  return asked;
}

/** Each hour, since the organisation's month may begin at any: what was asked for this month is not asked for again. */
export const EVIDENCE_JOBS = [
  {
    name: 'ask-for-evidence',
    cron: '7 * * * *',
    run: async (db: Db, now: Date) => {
      await askForEvidence(db, now);
    },
  },
];
