import type { AlertFacts } from './alert';

/** Where in the console an alert leads: to what is to be decided, to the stops, to the evidence, or to the budget. */
export function alertPath(facts: AlertFacts): string {
  switch (facts.kind) {
    case 'raise_requested':
    case 'executive_review':
      return '/budgets/requests';
    case 'kill_switch':
      return '/budgets/stops';
    case 'pack_waiting':
      return `${facts.isClosed ? '/board/packs/draft' : '/board/close'}?month=${facts.month}`;
    case 'evidence_aged':
      return facts.evidenceId === null
        ? `/routing/${facts.policyId}`
        : `/routing/evidence/${facts.evidenceId}`;
    default:
      return `/budgets/${facts.budget.id}`;
  }
}
