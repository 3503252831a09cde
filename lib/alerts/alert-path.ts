import type { AlertFacts } from './alert';

/** Where in the console an alert leads. */
export function alertPath(facts: AlertFacts): string {
  return facts.kind === 'kill_switch' ? '/budgets' : `/budgets/${facts.budget.id}`;
}
