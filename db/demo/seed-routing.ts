import { eq } from 'drizzle-orm';
import { addTaskClass } from '../../lib/routing/server/add-task-class';
import { approvePolicy } from '../../lib/routing/server/approve-policy';
import { draftPolicy } from '../../lib/routing/server/draft-policy';
import { publishPolicy } from '../../lib/routing/server/publish-policy';
import { saveDraft } from '../../lib/routing/server/save-draft';
import { setWorkflowTaskClass } from '../../lib/routing/server/set-workflow-task-class';
import { submitPolicy } from '../../lib/routing/server/submit-policy';
import { addDays } from '../../lib/time/period';
import type { Db } from '../client';
import { routingPolicies, teams } from '../schema';
import { demoMonths, hongKongTime } from './calendar';
import { type DemoPerson, demoPeople } from './people';
import { CUSTOMER_SERVICE_DRAFT, ORGANISATION_VERSIONS, WORKFLOW_CLASSES } from './routing-plans';

/** The organisation's policy with its history, and a lead's that waits for a decision. Whole, or not at all. */
export async function seedRouting(outside: Db, now: Date): Promise<void> {
  await outside.transaction(async (tx) => {
    // A verb only begins a nested transaction on it.
    const db = tx as unknown as Db;
    if ((await db.select().from(routingPolicies).limit(1)).length > 0) return;
    const person = await demoPeople(db);
    const as = (actor: DemoPerson, at: Date) => ({ db, actor, now: at });
    const months = demoMonths(now);
    const on = (day: string) => new Date(hongKongTime(day, 11));
    const [cfo, admin, lead] = [person('cfo'), person('admin'), person('team_lead')];
    await addTaskClass(as(cfo, on(months[3] ?? '')), {
      ...{ key: 'translation', name: 'Translation', isSimple: true },
      description: 'The same text in another language.',
    });
    for (const { month, ...set } of WORKFLOW_CLASSES)
      await setWorkflowTaskClass(as(admin, on(months[month] ?? '')), set);
    for (const { month, note, body } of ORGANISATION_VERSIONS) {
      const first = months[month] ?? '';
      const author = as(admin, on(first));
      const { versionId } = await draftPolicy(author, { teamId: null, name: 'Harbour Logistics Group' });
      await saveDraft(author, { versionId, revision: 1, body, note });
      await submitPolicy(author, { versionId });
      await approvePolicy(as(cfo, on(addDays(first, 2))), { versionId });
      await publishPolicy(as(cfo, on(addDays(first, 3))), { versionId });
    }
    const [team] = await db.select().from(teams).where(eq(teams.key, 'customer-service'));
    const recent = as(lead, new Date(now.getTime() - 26 * 3_600_000));
    const draft = await draftPolicy(recent, { teamId: String(team?.id ?? 0n) });
    await saveDraft(recent, { versionId: draft.versionId, revision: 1, ...CUSTOMER_SERVICE_DRAFT });
    await submitPolicy(recent, { versionId: draft.versionId });
  });
}
