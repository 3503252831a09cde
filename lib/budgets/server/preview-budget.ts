import { refusal } from '../../access/fields';
import { question } from '../../access/server/verb';
import { isCurrency } from '../../money/currency';
import { rateOn } from '../../money/server/rate-on';
import { addDays, type Period } from '../../time/days';
import type { Budget } from '../budget';
import type { BudgetPreview } from '../budget-dto';
import { previewBudgetInput } from '../budget-input';
import { budgetPeriodOf } from '../budget-period';
import { limitUnits } from '../budget-units';
import { amountText, ownText } from '../own-unit';
import { percentOf } from '../pace';
import { calendarOf } from './budget-days';
import { envelopeRoom } from './budget-row';
import { loadPlaces, teamOfScope } from './places';
import { loadReading, type Reading } from './reading';
import { replayPast } from './replay-past';

/**
 * What a budget as drafted would have done in a past period, by replaying the calls that really happened: those it
 * would have stopped, from when, and when each threshold would have been reached.
 */
export const previewBudget = question({
  name: 'previewBudget',
  permission: 'budgets.read',
  input: previewBudgetInput,
  team: async (db, { scope }) => teamOfScope(scope, await loadPlaces(db)),
  run: async ({ db, ctx, input }): Promise<BudgetPreview> => {
    const reading = await loadReading(db, ctx.now);
    const { unit, scope, thresholds } = input;
    const planRate = input.currency === null ? null : await rateOn(db, input.currency, reading.today);
    if (unit === 'currency' && planRate === null)
      throw refusal(
        'invalid',
        'currency',
        'no_fx_rate',
        'There is no exchange rate for this currency today.',
      );
    const limit = limitUnits(input.limit, unit, planRate);
    const period = replayedPeriod(reading, input.period, input.day);
    const past = await replayPast(db, { scope, unit, ...calendarOf(reading) }, period, {
      ...{ limit, thresholds },
      deniesUnpriced: input.whenUnpriced === 'deny',
    });
    const { replayed } = past;
    const own = { unit, planRate };
    const perUser = scope.kind === 'user';
    return {
      period,
      ...{ unit, currency: input.currency !== null && isCurrency(input.currency) ? input.currency : null },
      limit: amountText(input.limit),
      planRate,
      calls: past.calls.toString(),
      spent: ownText(past.amount, own),
      percent: percentOf(past.amount, limit) ?? '0.0',
      blockedCalls: (past.calls - replayed.passedCalls).toString(),
      blockedAmount: ownText(past.amount - replayed.passedAmount, own),
      firstBlockedAt: replayed.firstBlocked && instantText(replayed.firstBlocked.at),
      firstBlockedOn: replayed.firstBlocked?.day ?? null,
      unpricedCalls: past.unpricedCalls.toString(),
      thresholds: thresholds.map(({ percent, action }, index) => ({
        ...{ percent, action, reachedOn: replayed.thresholds[index]?.reachedOn ?? null },
        users: perUser ? (replayed.thresholds[index]?.subjects ?? 0) : null,
      })),
      users: perUser ? { counted: past.subjects, blocked: replayed.blockedSubjects } : null,
      envelope: envelopeRoom(reading, { scope, unit, period: input.period, limit, planRate }),
    };
  },
});

/** The period of the day asked for, else the last one that is over. */
function replayedPeriod({ config, today }: Reading, kind: Budget['period'], day: string | undefined): Period {
  const of = (any: string) => budgetPeriodOf(kind, any, config.fiscalYearStartMonth);
  return of(day ?? addDays(of(today).from, -1));
}

const instantText = (micros: bigint): string => new Date(Number(micros / 1000n)).toISOString();
