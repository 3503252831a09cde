import type { BudgetSubject } from './applies';
import { type Budget, type DowngradeTier, limitAt, thresholdAt } from './budget';
import { TOKEN_UNIT } from './budget-units';
import { type Downgrade, stricterTier } from './cheaper-model';
import { ASSUMED_MAX_OUTPUT, type Estimate } from './estimate';
import { writeExceeded } from './exceeded-text';
import type { GateRoute } from './gate-route';
import { type KillSwitch, killSwitchFor } from './kill-switch';
import {
  type BudgetCounter,
  blockingThreshold,
  byStrictness,
  callsThisMinute,
  MINUTE_MS,
  standingsOf,
  usedOf,
} from './standing';
import type { Reason, Standing, Verdict } from './verdict';

/** A call that asks, with all that is known of it. */
export interface GateCall {
  subject: BudgetSubject;
  provider: string | null;
  model: string;
  estimate: Estimate;
  /** The caller set no `max_output`. */
  assumedMaxOutput: boolean;
  /** A cheaper model for the same call. */
  cheaper: (tier: DowngradeTier) => Downgrade;
  /** What the policy in force made of it: provider, model and estimate are of the model routed to. Absent: nothing. */
  route?: GateRoute | null;
}

interface Refusal {
  reason: Reason;
  retryAfterSeconds: number | null;
}

/**
 * Whether a call may be made, with which model, and what to hold for it. Pure: the counters come folded and
 * locked, and are not changed here. A kill switch decides alone; then cheaper models; then each budget refuses
 * what goes beyond it, and the one most exceeded is named first.
 */
export function decide(
  call: GateCall,
  counters: readonly BudgetCounter[],
  killSwitches: readonly KillSwitch[],
  now: Date,
): Verdict {
  const killed = killSwitchFor(killSwitches, call.subject, now);
  if (killed) return denied(call, call, counters, [killedReason(killed)], null, now);

  const served = downgrade(call, counters, now);
  const holds = counters.map(({ budget }) => holdOn(budget, served.estimate));
  const exceeded = exceededBy(counters, holds, served.estimate, now);
  const refusals = [
    ...exceeded.map(({ reason }) => ({ reason, retryAfterSeconds: null })),
    ...counters.flatMap((counter) => unpricedRefusal(counter, served.estimate)),
    ...counters.flatMap((counter) => throttle(counter, now)),
  ];
  const notes = notesOn(call, served, counters);
  const [first] = refusals;
  if (first) {
    const reasons = [...refusals.map(({ reason }) => reason), ...notes];
    return {
      ...denied(call, served, counters, reasons, first.reason.budgetId, now),
      refusedBy: exceeded.map(({ counter, percent }) => ({ counter, percent })),
      retryAfterSeconds: first.retryAfterSeconds,
    };
  }
  const standings = standingsOf(counters, holds, now);
  const passed = standings.filter(({ state }) => state !== 'ok');
  return {
    decision: passed.length > 0 ? 'warn' : 'allow',
    provider: served.provider,
    model: served.model,
    servedModelId: served.servedModelId,
    estimatedCost: served.estimate.estimatedCost,
    estimatedTokens: served.estimate.estimatedTokens,
    holds,
    reasons: [...passed.map(warning), ...notes],
    standings,
    budgetId: standings[0]?.budgetId ?? null,
    refusedBy: [],
    retryAfterSeconds: null,
  };
}

interface Served {
  provider: string | null;
  model: string;
  estimate: Estimate;
  servedModelId: bigint | null;
  /** What was said about it, where a downgrade was due. */
  reason: Reason | null;
}

const asAsked = ({ provider, model, estimate, route }: GateCall): Served => ({
  provider,
  model,
  estimate,
  servedModelId: route?.movedToModelId ?? null,
  reason: null,
});

/** The cheapest model of the strictest tier that a passed threshold asks for. */
function downgrade(call: GateCall, counters: readonly BudgetCounter[], now: Date): Served {
  let tier: DowngradeTier | null = null;
  let by: Budget | null = null;
  for (const counter of counters) {
    const limit = limitAt(counter.budget, now);
    for (const { percent, action } of counter.budget.thresholds) {
      if (action.kind !== 'downgrade' || usedOf(counter) < thresholdAt(limit, percent)) continue;
      const stricter = stricterTier(tier, action.tier);
      if (stricter === tier) continue;
      tier = stricter;
      by = counter.budget;
    }
  }
  if (tier === null || by === null) return asAsked(call);
  const found = call.cheaper(tier);
  if (found.kind === 'keep') return asAsked(call);
  const wanted = tier === 'balanced' ? 'balanced' : 'cost-optimised';
  if (found.kind === 'none') {
    const detail = `“${by.name}” asks for a ${wanted} model, but none of this provider costs less; ${call.model} is kept.`;
    return { ...asAsked(call), reason: { code: 'no_cheaper_model', detail, budgetId: by.id } };
  }
  const detail = `“${by.name}” has passed the threshold from which a ${wanted} model answers: ${found.model} in place of ${call.model}.`;
  return {
    provider: found.provider,
    model: found.model,
    estimate: found.estimate,
    servedModelId: found.estimate.modelId,
    reason: { code: 'downgraded_by_budget', detail, budgetId: by.id },
  };
}

/** What a call holds in a budget's ledger unit; an unpriced one holds nothing in a currency budget. */
export const holdOn = (budget: Pick<Budget, 'unit'>, estimate: Estimate): bigint =>
  budget.unit === 'tokens' ? estimate.estimatedTokens * TOKEN_UNIT : (estimate.estimatedCost ?? 0n);

const isUnpricedFor = (budget: Budget, estimate: Estimate): boolean =>
  budget.unit === 'currency' && estimate.estimatedCost === null;

interface Exceeded {
  counter: number;
  percent: number;
  reason: Reason;
}

/** The budgets that the call would take beyond their blocking threshold, the most exceeded first. */
function exceededBy(
  counters: readonly BudgetCounter[],
  holds: readonly bigint[],
  estimate: Estimate,
  now: Date,
): Exceeded[] {
  const over: (Exceeded & { used: bigint; limit: bigint; budgetId: bigint })[] = [];
  counters.forEach((counter, index) => {
    const threshold = blockingThreshold(counter);
    if (!threshold) return;
    const limit = limitAt(counter.budget, now);
    const hold = holds[index] ?? 0n;
    const used = usedOf(counter) + hold;
    const stopsAt = thresholdAt(limit, threshold.percent);
    // What an unpriced call costs is not known, but it is not nothing: a full budget has no room for it.
    if (used < stopsAt || (used === stopsAt && !isUnpricedFor(counter.budget, estimate))) return;
    over.push({
      counter: index,
      percent: threshold.percent,
      reason: exceededReason(counter, hold, limit, threshold.percent),
      used,
      limit,
      budgetId: counter.budget.id,
    });
  });
  return over.sort(byStrictness);
}

function exceededReason(counter: BudgetCounter, hold: bigint, limit: bigint, percent: number): Reason {
  const { budget } = counter;
  const isReview = budget.thresholds.some(
    ({ percent: at, action }) => at === percent && action.kind === 'executive_review',
  );
  const detail =
    writeExceeded(budget, { used: usedOf(counter), limit, hold, percent }) +
    (isReview ? ' It goes on when an executive review decides so.' : '');
  return { code: 'budget_exceeded', detail, budgetId: budget.id };
}

function unpricedRefusal(counter: BudgetCounter, estimate: Estimate): Refusal[] {
  const { budget } = counter;
  if (!isUnpricedFor(budget, estimate) || budget.whenUnpriced === 'allow' || !blockingThreshold(counter))
    return [];
  const detail = `The model has no price (${estimate.unpricedReason}), so the budget “${budget.name}” cannot be held to; add a price, or let the budget allow unpriced models.`;
  return [{ reason: { code: 'unpriced_model', detail, budgetId: budget.id }, retryAfterSeconds: null }];
}

/** Beyond the calls a minute of the tightest threshold passed. */
function throttle(counter: BudgetCounter, now: Date): Refusal[] {
  const limit = limitAt(counter.budget, now);
  let allowed: number | null = null;
  for (const { percent, action } of counter.budget.thresholds) {
    if (action.kind !== 'throttle' || usedOf(counter) < thresholdAt(limit, percent)) continue;
    allowed = Math.min(allowed ?? action.requestsPerMinute, action.requestsPerMinute);
  }
  if (allowed === null || callsThisMinute(counter, now.getTime()) < allowed) return [];
  const retryAfterSeconds = Math.max(1, Math.ceil((MINUTE_MS - (now.getTime() % MINUTE_MS)) / 1000));
  const { name, id } = counter.budget;
  const detail = `The budget “${name}” lets ${allowed} calls a minute through now; the next minute starts in ${retryAfterSeconds} s.`;
  return [{ reason: { code: 'throttled', detail, budgetId: id }, retryAfterSeconds }];
}

/** What the answer says beside the decision itself. */
function notesOn(call: GateCall, served: Served, counters: readonly BudgetCounter[]): Reason[] {
  const notes: Reason[] = [...(call.route?.reasons ?? []), ...(served.reason ? [served.reason] : [])];
  for (const { budget } of counters) {
    if (!isUnpricedFor(budget, served.estimate)) continue;
    const detail = `The model has no price (${served.estimate.unpricedReason}): nothing is held in “${budget.name}”.`;
    notes.push({ code: 'not_held', detail, budgetId: budget.id });
  }
  if (call.assumedMaxOutput) {
    const detail = `The call sets no max_output; ${ASSUMED_MAX_OUTPUT} tokens are assumed.`;
    notes.push({ code: 'assumed_max_output', detail, budgetId: null });
  }
  return notes;
}

function warning({ budgetId, name, percent }: Standing): Reason {
  const detail = `The budget “${name}” is at ${percent} % of its limit.`;
  return { code: 'threshold_passed', detail, budgetId };
}

function killedReason({ reason, endsAt }: KillSwitch): Reason {
  const detail = `Calls are stopped until ${endsAt.toISOString()}: ${reason}`;
  return { code: 'killed', detail, budgetId: null };
}

/** Nothing is held, and the model is the one that would have been called. */
function denied(
  call: GateCall,
  served: { provider: string | null; model: string; estimate: Estimate },
  counters: readonly BudgetCounter[],
  reasons: Reason[],
  budgetId: bigint | null,
  now: Date,
): Verdict {
  return {
    decision: 'deny',
    provider: call.provider,
    model: call.model,
    servedModelId: null,
    estimatedCost: served.estimate.estimatedCost,
    estimatedTokens: served.estimate.estimatedTokens,
    holds: counters.map(() => 0n),
    reasons,
    standings: standingsOf(counters, [], now),
    budgetId,
    refusedBy: [],
    retryAfterSeconds: null,
  };
}

/**
 * The decision while the database is away: kill switches as last known, then each budget's own word. Nothing is
 * held; how the budgets stand is not known.
 */
export function decideDegraded(
  call: GateCall,
  budgets: readonly Budget[],
  killSwitches: readonly KillSwitch[],
  now: Date,
): Verdict {
  const standings: Standing[] = budgets.map(({ id, name, scope, unit }) => ({
    budgetId: id,
    name,
    scope: scope.kind,
    unit,
    percent: null,
    state: 'unknown',
    remaining: null,
  }));
  const killed = killSwitchFor(killSwitches, call.subject, now);
  const closed = budgets.filter(({ whenUnavailable }) => whenUnavailable === 'closed');
  const reasons: Reason[] = killed
    ? [killedReason(killed)]
    : closed.map(({ id, name }) => ({
        code: 'budget_unavailable' as const,
        detail: `The database is away and the budget “${name}” refuses calls it cannot count; try again shortly.`,
        budgetId: id,
      }));
  const isDenied = reasons.length > 0;
  if (!isDenied) {
    const detail = 'The database is away: the call is let through and nothing is held for it.';
    reasons.push({ code: 'database_unavailable', detail, budgetId: null });
  }
  reasons.push(...(call.route?.reasons ?? []));
  return {
    decision: isDenied ? 'deny' : 'allow',
    provider: call.provider,
    model: call.model,
    servedModelId: isDenied ? null : (call.route?.movedToModelId ?? null),
    estimatedCost: call.estimate.estimatedCost,
    estimatedTokens: call.estimate.estimatedTokens,
    holds: [],
    reasons,
    standings,
    budgetId: reasons[0]?.budgetId ?? null,
    refusedBy: [],
    retryAfterSeconds: null,
  };
}
