import fc from 'fast-check';
import { expect, it } from 'vitest';
import { counterSubject } from './applies';
import type { Budget, BudgetScope } from './budget';
import { appliedBudgets, indexBudgets } from './budget-index';

const id = fc.bigInt({ min: 1n, max: 3n });
const workflow = fc.constantFrom('a', 'b');
const holder = fc.oneof(
  fc.constant({ kind: 'organisation' as const }),
  fc.record({ kind: fc.constant('department' as const), departmentId: id }),
  fc.record({ kind: fc.constant('team' as const), teamId: id }),
);
const scope: fc.Arbitrary<BudgetScope> = fc.oneof(
  holder,
  fc.record({ kind: fc.constant('workflow' as const), teamId: id, workflow }),
  fc.record({ kind: fc.constant('user' as const), of: holder }),
  fc.record({ kind: fc.constant('api_key' as const), keyId: fc.constantFrom('k1', 'k2') }),
);
const subject = fc.record({
  teamId: id,
  departmentId: fc.option(id),
  workflow: fc.option(workflow),
  userId: fc.option(fc.bigInt({ min: 10n, max: 12n })),
  keyId: fc.option(fc.constantFrom('k1', 'k2')),
});

it('finds the budgets that apply, each with its subject, as asking each one would', () => {
  fc.assert(
    fc.property(fc.array(scope), subject, (scopes, call) => {
      const budgets = scopes.map((one, index) => ({ id: BigInt(index), scope: one }) as Budget);
      const asked = budgets.flatMap((budget) => {
        const subjectId = counterSubject(budget.scope, call);
        return subjectId === null ? [] : [`${budget.id} ${subjectId}`];
      });
      const found = appliedBudgets(indexBudgets(budgets), call);
      expect(found.map(({ budget, subjectId }) => `${budget.id} ${subjectId}`).sort()).toEqual(asked.sort());
    }),
  );
});
