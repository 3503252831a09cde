import { dayOf } from '../../../time/period';
import type { Budget, BudgetScope } from '../../budget';
import { budgetPeriodOf } from '../../budget-period';

const UNIT = 10n ** 12n;
const FISCAL_MONTH = 4;
const ZONE = 'Asia/Hong_Kong';

/** One call or event as the model of the tests knows it: names, nothing looked up. */
export interface KnownCall {
  at: Date;
  team: string;
  workflow: string;
  user: string | null;
  model: string;
  tokens: bigint;
}

export interface KnownBudget {
  name: string;
  /** `organisation`, `department:ops`, `team:support`, `workflow:support:triage`, `user`, `user:team:support` … */
  scope: string;
  period: Budget['period'];
  unit: Budget['unit'];
}

/** What budgets should say, worked out from nothing but what was done. Amounts in 10⁻¹². */
export class CountingModel {
  readonly events: KnownCall[] = [];
  readonly budgets: KnownBudget[] = [];
  /** Open reservations: what is held, by counter. */
  readonly open = new Map<string, { call: KnownCall; expiresAt: Date; holds: Map<string, bigint> }>();
  /** US dollars a token; a model that is not here has no price. */
  readonly prices = new Map<string, bigint>();
  /** Reported workflow → the one it counts under. */
  readonly rules = new Map<string, string>();
  readonly departments = new Map<string, string>();

  /** `name subject from` of the counter of each budget that applies. */
  placesOf(call: KnownCall): { place: string; budget: KnownBudget }[] {
    return this.budgets.flatMap((budget) => {
      if (!this.applies(budget.scope, call)) return [];
      const subject = budget.scope.startsWith('user') ? call.user : '-';
      const { from } = budgetPeriodOf(budget.period, dayOf(call.at, ZONE), FISCAL_MONTH);
      return [{ place: `${budget.name} ${subject} ${from}`, budget }];
    });
  }

  private applies(scope: string, call: KnownCall): boolean {
    const [kind, team, workflow] = scope.split(':');
    if (kind === 'user') return call.user !== null && this.applies(scope.slice(5) || 'organisation', call);
    if (kind === 'organisation') return true;
    if (kind === 'department') return this.departments.get(call.team) === team;
    const counted = this.rules.get(call.workflow) ?? call.workflow;
    return call.team === team && (kind === 'team' || counted === workflow);
  }

  /** What a call comes to in a budget's unit; 0 where it has no price. */
  amountIn(budget: KnownBudget, call: KnownCall): bigint {
    return call.tokens * (budget.unit === 'tokens' ? UNIT : (this.prices.get(call.model) ?? 0n));
  }

  hold(id: string, call: KnownCall, expiresAt: Date): void {
    const holds = new Map(
      this.placesOf(call).map(({ place, budget }) => [place, this.amountIn(budget, call)]),
    );
    this.open.set(id, { call, expiresAt, holds });
  }

  /** A settled reservation is over; a partial one keeps what is left, by the unit of each budget. */
  settle(id: string, usage: KnownCall, partial: boolean): void {
    const held = this.open.get(id);
    if (!held) return;
    if (!partial) {
      this.open.delete(id);
      return;
    }
    for (const [place, hold] of held.holds) {
      const budget = this.budgets.find(({ name }) => place.startsWith(`${name} `));
      const left = budget ? hold - this.amountIn(budget, usage) : hold;
      held.holds.set(place, left > 0n ? left : 0n);
    }
  }

  expire(now: Date): void {
    for (const [id, { expiresAt }] of this.open) if (expiresAt <= now) this.open.delete(id);
  }

  /** Spent, reserved and unpriced of one counter, as `counterTable` writes them. */
  figuresOf(place: string): string {
    let spent = 0n;
    let unpriced = 0n;
    for (const event of this.events) {
      for (const one of this.placesOf(event)) {
        if (one.place !== place) continue;
        spent += this.amountIn(one.budget, event);
        if (one.budget.unit === 'currency' && !this.prices.has(event.model)) unpriced += event.tokens;
      }
    }
    let reserved = 0n;
    for (const { holds } of this.open.values()) reserved += holds.get(place) ?? 0n;
    return `${plain(spent)} ${plain(reserved)} ${unpriced}`;
  }

  /** The counters that hold something. */
  heldPlaces(): string[] {
    const holds = [...this.open.values()].flatMap((held) => [...held.holds]);
    return [...new Set(holds.flatMap(([place, hold]) => (hold > 0n && this.isLive(place) ? [place] : [])))];
  }

  private isLive(place: string): boolean {
    return this.budgets.some(({ name }) => place.startsWith(`${name} `));
  }

  static scopeOf(scope: string, id: (kind: 'team' | 'department', key: string) => bigint): BudgetScope {
    const [kind, first = '', second = ''] = scope.split(':');
    if (kind === 'user')
      return { kind, of: CountingModel.scopeOf(scope.slice(5) || 'organisation', id) } as BudgetScope;
    if (kind === 'department') return { kind, departmentId: id('department', first) };
    if (kind === 'team') return { kind, teamId: id('team', first) };
    if (kind === 'workflow') return { kind, teamId: id('team', first), workflow: second };
    return { kind: 'organisation' };
  }
}

/** A decimal without the zeros behind the point. */
function plain(picos: bigint): string {
  const fraction = (picos % UNIT).toString().padStart(12, '0').replace(/0+$/, '');
  return fraction === '' ? String(picos / UNIT) : `${picos / UNIT}.${fraction}`;
}
