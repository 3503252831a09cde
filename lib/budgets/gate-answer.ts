import { moneyToString } from '../money/money';
import type { GateRoute } from './gate-route';
import type { Verdict } from './verdict';

/** What POST /v1/gate answers (API.md). Amounts are decimal strings. */
export interface GateAnswer {
  decision: Verdict['decision'];
  provider: string | null;
  model: string;
  /** To try in turn when the model fails or is too slow. */
  fallback: { provider: string | null; model: string }[];
  /** Null: nothing is held. `amount` null: the model has no price, and tokens are held. */
  reservation: { id: string; amount: string | null; currency: 'USD'; expires_at: string } | null;
  /** The strictest first. */
  budgets: {
    id: string;
    name: string;
    scope: string;
    percent: string | null;
    state: string;
    remaining: string | null;
    unit: 'currency' | 'tokens';
    /** Of `remaining`; null for tokens. */
    currency: 'USD' | null;
  }[];
  /** The version and rule that routed the call; null: none did. */
  policy: { id: string; version: number; rule: string } | null;
  reasons: { code: string; detail: string; budget_id?: string }[];
  degraded: boolean;
}

export interface Reservation {
  id: string;
  expiresAt: Date;
}

/** The answer to a decision; `reservation` null where it holds nothing. */
export function answerOf(
  verdict: Verdict,
  reservation: Reservation | null,
  degraded: boolean,
  route: GateRoute | null,
): GateAnswer {
  const { decision, model } = verdict;
  return {
    decision,
    provider: verdict.provider,
    model,
    fallback:
      decision === 'deny'
        ? []
        : (route?.fallback ?? [])
            .filter((other) => other.model !== model)
            .map((other) => ({ provider: other.provider, model: other.model })),
    reservation: reservation && {
      id: reservation.id,
      amount: verdict.estimatedCost === null ? null : moneyToString(verdict.estimatedCost),
      currency: 'USD',
      expires_at: reservation.expiresAt.toISOString(),
    },
    budgets: verdict.standings.map(({ budgetId, name, scope, percent, state, remaining, unit }) => ({
      id: String(budgetId),
      name,
      scope,
      percent,
      state,
      remaining,
      unit,
      currency: unit === 'currency' ? 'USD' : null,
    })),
    policy: route?.policy ?? null,
    reasons: verdict.reasons.map(({ code, detail, budgetId }) =>
      budgetId === null ? { code, detail } : { code, detail, budget_id: String(budgetId) },
    ),
    degraded,
  };
}
