import { outcomeValues } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { closedMonthSet, keepMonths } from '../../board/server/month-lock';
import { moneyToString } from '../../money/money';
import { setValueInput } from '../outcome-input';
import { findDefinition, lockDefinitions } from './definition-book';
import { teamOfDefinition, teamOfWorkflow } from './workflow-team';

/**
 * Says what one outcome is worth from a day on, and what share is done again. Nothing is overwritten: of the values that
 * cover a day, the one recorded last counts. The days of a closed month keep theirs.
 */
export const setOutcomeValue = verb({
  name: 'setOutcomeValue',
  permission: 'outcomes.edit',
  input: setValueInput,
  team: (tx, { definitionId }) => teamOfDefinition(tx, definitionId),
  run: async ({ tx, ctx, input, audit }) => {
    await keepMonths(tx);
    await lockDefinitions(tx);
    const { id, workflow, outcome } = await findDefinition(tx, input.definitionId);
    const { validFrom, validTo } = input;
    const closed = [...(await closedMonthSet(tx))]
      .filter((month) => month >= validFrom.slice(0, 7) && (validTo === null || `${month}-01` < validTo))
      .sort()
      .at(-1);
    if (closed)
      throw refusal(
        'conflict',
        'validFrom',
        'month_closed',
        `${closed} is closed: choose days after it, or ask the CFO to reopen it.`,
      );
    const value = { ...input, definitionId: id };
    const [stored] = await tx
      .insert(outcomeValues)
      .values({ ...value, recordedBy: ctx.actor.name, recordedAt: ctx.now })
      .returning({ id: outcomeValues.id });
    if (!stored) throw new Error('The value could not be stored.');
    await audit({
      action: 'outcome.value',
      subject: { kind: 'outcome_definition', id: id.toString() },
      teamId: await teamOfWorkflow(tx, workflow),
      after: {
        ...input,
        definitionId: id.toString(),
        amount: moneyToString(input.amount),
        workflow,
        outcome,
      },
    });
    return { valueId: stored.id.toString() };
  },
});
