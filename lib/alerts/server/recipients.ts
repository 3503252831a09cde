import { and, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { alertChannels, alertPreferences, type alerts } from '@/db/schema';
import type { Role } from '../../access/permissions';
import { type Person, peopleToTell } from '../../access/server/people-to-tell';
import { budgetPeople, requesterOf } from '../../budgets/server/alert-people';
import { peopleOfVersion } from '../../routing/server/policy-people';
import type { AlertFacts } from '../alert';
import type { Channel } from './channel-rows';

type Alert = typeof alerts.$inferSelect;

interface Circle {
  ids: string[];
  roles: Role[];
  leadsOf: bigint | null;
}

const EXECUTIVES: Role[] = ['cfo', 'admin'];

/** The people an alert is for. Where those it is meant for have no account, the executives get it: somebody must. */
export async function peopleFor(db: Queryable, alert: Alert): Promise<Person[]> {
  const meant = await peopleToTell(db, await circleOf(db, alert));
  return meant.length > 0 ? meant : peopleToTell(db, { ids: [], roles: EXECUTIVES, leadsOf: null });
}

async function circleOf(db: Queryable, alert: Alert): Promise<Circle> {
  const facts = alert.facts as AlertFacts;
  const budget = alert.budgetId === null ? null : await budgetPeople(db, alert.budgetId);
  const owner = budget?.ownerId ? [budget.ownerId] : [];
  const team = budget?.teamId ?? alert.teamId;
  switch (facts.kind) {
    case 'budget_threshold': {
      const above = budget?.scope === 'organisation' || budget?.scope === 'department';
      return { ids: owner, roles: above || facts.percent >= 100 ? ['cfo'] : [], leadsOf: team };
    }
    case 'raise_requested':
      return { ids: [], roles: ['cfo'], leadsOf: null };
    case 'raise_decided':
    case 'raise_expired': {
      const requester = await requesterOf(db, BigInt(facts.requestId));
      return { ids: requester ? [requester] : [], roles: [], leadsOf: team };
    }
    case 'executive_review':
      return { ids: [], roles: EXECUTIVES, leadsOf: null };
    case 'kill_switch':
      return { ids: [], roles: EXECUTIVES, leadsOf: team };
    case 'pack_waiting':
      return { ids: [], roles: ['cfo'], leadsOf: null };
    case 'evidence_aged':
      return { ids: await peopleOfVersion(db, BigInt(facts.versionId)), roles: [], leadsOf: team };
    case 'review_due':
      return { ids: owner, roles: [], leadsOf: null };
  }
}

/** Those of the people who did not turn e-mail off. */
export async function wantMail(db: Queryable, people: readonly Person[]): Promise<Person[]> {
  if (people.length === 0) return [];
  const rows = await db
    .select()
    .from(alertPreferences)
    .where(
      inArray(
        alertPreferences.userId,
        people.map(({ id }) => id),
      ),
    );
  const off = new Set(rows.filter((row) => !row.email).map((row) => row.userId));
  return people.filter(({ id }) => !off.has(id));
}

/** The channels that are on and want this kind of alert of this team. */
export function channelsFor(tx: Tx, alert: Alert): Promise<Channel[]> {
  return tx
    .select()
    .from(alertChannels)
    .where(
      and(
        isNull(alertChannels.disabledAt),
        sql`(cardinality(${alertChannels.kinds}) = 0 or ${alert.kind} = any(${alertChannels.kinds}))`,
        or(isNull(alertChannels.teamId), sql`${alertChannels.teamId} = ${alert.teamId}`),
      ),
    );
}
