import { refusal } from '../../access/fields';
import { addMonths } from '../../time/days';
import type { BudgetRecord } from './budget-terms';

const LONGEST_MONTHS = 12;

/** Throws `invalid` where the terms of a raise raise nothing, or lie in the past or too far ahead. */
export function assertRaise(
  budget: BudgetRecord,
  { limit, until }: { limit: bigint; until: string },
  day: string,
): void {
  if (limit <= budget.limitAmount)
    throw refusal('invalid', 'limit', 'not_a_raise', 'Ask for more than the limit is now.');
  if (budget.unit === 'tokens' && limit % 10n ** 12n !== 0n)
    throw refusal('invalid', 'limit', 'not_whole', 'Write a whole number of tokens.');
  if (until < day) throw refusal('invalid', 'until', 'day_past', 'Choose today or a day still to come.');
  if (until > addMonths(day, LONGEST_MONTHS))
    throw refusal('invalid', 'until', 'too_far', 'A raise lasts a year at most; change the limit instead.');
}
