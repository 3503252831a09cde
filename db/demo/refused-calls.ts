import { sql } from 'drizzle-orm';
import type { Budgeting } from '../../lib/budgets/server/budgeting';
import { createGate, type Gate } from '../../lib/budgets/server/gate';
import { addDays, dayOf } from '../../lib/time/period';
import type { Db } from '../client';
import { DEMO_TIME_ZONE, hongKongTime } from './calendar';
import { tagsOf } from './event-of';
import { modelOn } from './line-up';
import { EXCEEDED } from './plan-budgets';
import { WORKFLOWS } from './workflows';

/** Hours of the day at which the classifier's gateway asked in vain. */
const HOURS = [9.4, 10.9, 13.8, 15.2, 17.6];
const GATEWAY = { keyId: '00000000-0000-4000-8000-000000000001', teamId: null };

/** The gateway of the used-up workflow, which goes on asking the gate. */
export interface RefusedCalls {
  /** Asks at its hours of the span, once the budget is used up. */
  askBetween(from: Date, to: Date): Promise<void>;
  close(): Promise<void>;
}

export function refusedCalls(db: Db, secret: string, budgeting: Budgeting): RefusedCalls {
  const workflow = WORKFLOWS.find(({ key }) => key === EXCEEDED.workflow);
  if (!workflow) throw new Error('The demo lost its classifier.');
  let clock = new Date(0);
  let gate: Gate | null = null;
  const open = () => createGate({ db, secret, now: () => clock, budgeting });

  async function usedUp(): Promise<boolean> {
    const [row] = await db.execute<{ found: boolean }>(sql`
      select exists(select 1 from budget_threshold_events e join budgets b on b.id = e.budget_id
        where b.scope = 'workflow' and b.workflow = ${EXCEEDED.workflow} and e.percent = 100) as found`);
    return row?.found ?? false;
  }

  return {
    async askBetween(from, to) {
      const last = dayOf(to, DEMO_TIME_ZONE);
      const due: { day: string; at: number }[] = [];
      for (let day = dayOf(from, DEMO_TIME_ZONE); day <= last; day = addDays(day, 1))
        due.push(
          ...HOURS.map((hour) => ({ day, at: hongKongTime(day, hour) })).filter(
            ({ at }) => at >= from.getTime() && at < to.getTime(),
          ),
        );
      if (due.length === 0 || !(await usedUp())) return;
      gate ??= open();
      for (const { day, at } of due) {
        clock = new Date(at);
        await gate.check(GATEWAY, {
          id: `classify-${clock.toISOString()}`,
          ...modelOn('openai_frontier', day),
          tags: tagsOf(workflow, 'hk', 'sme'),
          task_class: 'structured_extraction',
          tokens: { input: 4_600, max_output: 240 },
        });
      }
    },
    close: async () => gate?.close(),
  };
}
