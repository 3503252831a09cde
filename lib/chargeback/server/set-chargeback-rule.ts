import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { chargebackRules, teams } from '@/db/schema';
import { idText, reasonText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { firstDayOf, monthText } from '../../board/month';
import { closedMonthSet, keepMonths } from '../../board/server/month-lock';
import { basisName } from '../rule';
import { ruleFor } from './rule-for';

const input = z.object({
  /** The first month it holds for; it holds until another is set. */
  month: monthText,
  sharedBy: basisName,
  unownedBy: basisName,
  sharedTeamIds: z.array(idText).max(200).default([]),
  reason: reasonText,
});

/** Says how shared and unowned usage is charged from a month on. Months already closed keep their rule. */
export const setChargebackRule = verb({
  name: 'setChargebackRule',
  permission: 'chargeback.edit',
  input,
  run: async ({ tx, ctx, input: { month, sharedBy, unownedBy, sharedTeamIds, reason }, audit }) => {
    await keepMonths(tx);
    for (const closed of await closedMonthSet(tx))
      if (closed >= month)
        throw refusal(
          'conflict',
          'month',
          'month_closed',
          'This would change the statement of a closed month.',
        );
    const ids = [...new Set(sharedTeamIds)];
    const found = ids.length === 0 ? [] : await tx.select().from(teams).where(inArray(teams.id, ids));
    if (found.length < ids.length)
      throw refusal('not_found', 'sharedTeamIds', 'not_found', 'One of these teams does not exist.');
    const terms = { sharedBy, unownedBy, sharedTeamIds: ids.map(String) };
    const before = await ruleFor(tx, month);
    await tx.insert(chargebackRules).values({
      ...{ month: firstDayOf(month), reason, ...terms },
      ...{ setBy: ctx.actor.name, setAt: ctx.now },
    });
    await audit({
      action: 'chargeback.rule',
      subject: { kind: 'month', id: month },
      before,
      after: { month, ...terms },
      reason,
    });
    return { month };
  },
});
