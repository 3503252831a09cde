import type { Queryable } from '@/db/client';
import { addDays, daysBetween, type Period } from '../../time/days';
import type { OutcomeDay } from '../standing';
import { countOutcomes, worthOf } from './count-outcomes';
import { loadDefinitions, worthOfRow } from './definition-book';

/** What the live definitions count on each day of a period, of all teams, with what one is worth on that day. */
export async function readOutcomeDays(db: Queryable, period: Period): Promise<OutcomeDay[]> {
  const days = Array.from({ length: daysBetween(period.from, period.to) }, (_, index) =>
    addDays(period.from, index),
  );
  const [counted, defined] = await Promise.all([
    countOutcomes(db, period, days, []),
    loadDefinitions(db, 'all'),
  ]);
  const values = new Map(defined.map((one) => [one.definition.workflow, one.values.map(worthOfRow)]));
  return counted.map((one) => ({
    ...{ workflow: one.workflow, day: one.from, count: one.count, rows: one.rows },
    worth: worthOf(one, values.get(one.workflow) ?? []),
  }));
}
