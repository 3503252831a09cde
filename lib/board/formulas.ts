import type { Sums } from '../attribution/sums';
import {
  countInput,
  coverageText,
  gap,
  known,
  moneyInput,
  moneyPer,
  shareInput,
  shareText,
  unitsIn,
  usdInput,
} from './arithmetic';
import type { MetricKey } from './metric';
import { optimisationRate } from './optimisation';
import { type Worked, type Working, worked } from './working';

/** Why money cannot be said, or null. */
function moneyGap(sums: Sums): 'no_usage' | 'no_fx_rate' | 'unpriced' | null {
  if (sums.requests === 0n) return 'no_usage';
  if (sums.missingRate) return 'no_fx_rate';
  return sums.requests === sums.unpriced_requests ? 'unpriced' : null;
}

/** Effective cost of the workflows that delivered something ÷ what they delivered. Untagged cost is in neither. */
function costPerOutcome({ facts, currency }: Working): Worked {
  const delivering = facts.results.filter(
    ({ outcomes, effectiveCost }) => BigInt(outcomes) > 0n && effectiveCost.value !== null,
  );
  const cost = delivering.reduce((sum, one) => sum + unitsIn(one.effectiveCost.value ?? '0', currency), 0n);
  const outcomes = delivering.reduce((sum, one) => sum + BigInt(one.outcomes), 0n);
  const inputs = [
    moneyInput('effective_cost_of_workflows', cost, currency),
    countInput('outcomes', outcomes),
    moneyInput('effective_cost', facts.total.effective_cost, currency),
  ];
  const none = moneyGap(facts.total) ?? (outcomes === 0n ? 'no_outcomes' : null);
  if (none) return worked(gap(none), inputs);
  const value = known(moneyPer(cost, outcomes, currency));
  return worked(value, inputs, coverageText(cost, facts.total.effective_cost));
}

/** Actual ÷ what was forecast before the month began − 1, in US dollars. */
function forecastVariance({ facts }: Working): Worked {
  if (!facts.forecast) return worked(gap('no_snapshot'), []);
  const { actual, expected } = facts.forecast;
  const inputs = [usdInput('actual', actual), usdInput('forecast', expected)];
  if (expected <= 0n) return worked(gap('no_snapshot'), inputs);
  return worked(known(shareText(actual - expected, expected)), inputs, '1.000000');
}

/** How many workflows earned more than they cost, of those whose worth and cost are both known. */
function workflowProfitability({ facts, currency }: Working): Worked {
  const judged = facts.results.filter(({ margin }) => margin !== null);
  const profitable = judged.filter(({ profitable: is }) => is).length;
  const cost = judged.reduce((sum, one) => sum + unitsIn(one.effectiveCost.value ?? '0', currency), 0n);
  const inputs = [
    countInput('profitable', profitable),
    countInput('judged', judged.length),
    countInput('workflows', facts.results.length),
  ];
  const isBlind = facts.results.some(({ gap: reason }) => reason === 'no_fx_rate');
  if (judged.length === 0) {
    const reason = facts.results.length === 0 ? 'no_usage' : isBlind ? 'no_fx_rate' : 'no_values';
    return worked(gap(reason), inputs);
  }
  const coverage = coverageText(cost, facts.total.effective_cost);
  return { ...worked(known(String(profitable)), inputs, coverage), outOf: judged.length };
}

/** Workflows whose own budgets, or else their team's, all held, of those under one. */
function budgetCompliance({ facts }: Working): Worked {
  const { within, counted, uncounted } = facts.budgets;
  const inputs = [
    countInput('within', within),
    countInput('counted', counted),
    countInput('uncounted', uncounted),
  ];
  if (counted === 0) return worked(gap('no_budgets'), inputs);
  const coverage = coverageText(BigInt(counted), BigInt(counted + uncounted));
  return worked(known(shareText(BigInt(within), BigInt(counted))), inputs, coverage);
}

/** Effective cost of production traffic that names a workflow ÷ its requests that have a price. */
function costPerAction({ facts, currency }: Working): Worked {
  const { actions, total } = facts;
  const requests = actions.requests - actions.unpriced_requests;
  const inputs = [
    moneyInput('effective_cost_of_actions', actions.effective_cost, currency),
    countInput('priced_requests', requests),
    moneyInput('effective_cost', total.effective_cost, currency),
  ];
  const none = moneyGap(actions);
  if (none) return worked(gap(none), inputs);
  const coverage = total.missingRate ? null : coverageText(actions.effective_cost, total.effective_cost);
  return worked(known(moneyPer(actions.effective_cost, requests, currency)), inputs, coverage);
}

/** Effective cost of usage that names its users ÷ how many different users there were. */
function costPerActiveUser({ facts, currency }: Working): Worked {
  const { named, activeUsers, total } = facts;
  const inputs = [
    moneyInput('effective_cost_of_users', named.effective_cost, currency),
    countInput('active_users', activeUsers),
    moneyInput('effective_cost', total.effective_cost, currency),
  ];
  const none = total.requests === 0n ? 'no_usage' : activeUsers === 0n ? 'no_users' : moneyGap(named);
  if (none) return worked(gap(none), inputs);
  const coverage = total.missingRate ? null : coverageText(named.effective_cost, total.effective_cost);
  return worked(known(moneyPer(named.effective_cost, activeUsers, currency)), inputs, coverage);
}

/** Tokens served by cost-optimised models ÷ all tokens; models of no tier yet count as not. */
function costOptimisedShare({ facts }: Working): Worked {
  const { total, tiers } = facts;
  const optimised = tiers.get('cost_optimised');
  const tiered = total.tokens - (tiers.get(null)?.tokens ?? 0n);
  const inputs = [
    countInput('tokens_cost_optimised', optimised?.tokens ?? 0n),
    countInput('tokens', total.tokens),
    countInput('requests_cost_optimised', optimised?.requests ?? 0n),
    countInput('requests', total.requests),
    shareInput('request_share', coverageText(optimised?.requests ?? 0n, total.requests)),
  ];
  if (total.tokens === 0n) return worked(gap('no_usage'), inputs);
  const value = known(shareText(optimised?.tokens ?? 0n, total.tokens));
  return worked(value, inputs, coverageText(tiered, total.tokens));
}

export const FORMULAS: Record<MetricKey, (working: Working) => Worked> = {
  cost_per_outcome: costPerOutcome,
  forecast_variance: forecastVariance,
  workflow_profitability: workflowProfitability,
  optimisation_rate: optimisationRate,
  budget_compliance: budgetCompliance,
  cost_per_action: costPerAction,
  cost_per_active_user: costPerActiveUser,
  cost_optimised_share: costOptimisedShare,
};
