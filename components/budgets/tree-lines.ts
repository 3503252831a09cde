import type { BudgetPeriodKind } from '@/lib/budgets/budget';
import type { BudgetNode, BudgetRow } from '@/lib/budgets/budget-dto';

/** One line of the tree: a place, or a further budget of the place above. */
export interface TreeLine {
  key: string;
  depth: number;
  node: BudgetNode;
  budget: BudgetRow | null;
  /** The line that carries the place's name, its children and its kill switch. */
  first: boolean;
  expandable: boolean;
}

export type PeriodChoice = BudgetPeriodKind | 'all';

const fits = (budget: BudgetRow, choice: PeriodChoice): boolean =>
  choice === 'all' || budget.period === choice;

/**
 * The tree as lines from the top, without the children of `closed` places. A place without a budget of the period
 * stays where something below it has one, or where `bare` places are wanted (to make a budget there).
 */
export function treeLines(
  roots: readonly BudgetNode[],
  choice: PeriodChoice,
  closed: ReadonlySet<string>,
  bare: boolean,
): TreeLine[] {
  return roots.flatMap((root) => nodeLines(root, 0, choice, closed, bare));
}

function nodeLines(
  node: BudgetNode,
  depth: number,
  choice: PeriodChoice,
  closed: ReadonlySet<string>,
  bare: boolean,
): TreeLine[] {
  if (!isShown(node, choice, bare)) return [];
  const budgets = node.budgets.filter((budget) => fits(budget, choice));
  const children = node.children.filter((child) => isShown(child, choice, bare));
  const own: TreeLine[] = (budgets.length > 0 ? budgets : [null]).map((budget, index) => ({
    key: `${node.key}/${budget?.id ?? ''}`,
    depth,
    node,
    budget,
    first: index === 0,
    expandable: index === 0 && children.length > 0,
  }));
  if (closed.has(node.key)) return own;
  return [...own, ...children.flatMap((child) => nodeLines(child, depth + 1, choice, closed, bare))];
}

const isShown = (node: BudgetNode, choice: PeriodChoice, bare: boolean): boolean =>
  bare ||
  node.killSwitch?.inForce === true ||
  node.budgets.some((budget) => fits(budget, choice)) ||
  node.children.some((child) => isShown(child, choice, false));

/** Every budget of the tree, from the top. */
export const allBudgets = (roots: readonly BudgetNode[]): BudgetRow[] =>
  roots.flatMap((node) => [...node.budgets, ...allBudgets(node.children)]);

export function findNode(roots: readonly BudgetNode[], key: string): BudgetNode | undefined {
  for (const node of roots) {
    const found = node.key === key ? node : findNode(node.children, key);
    if (found) return found;
  }
  return undefined;
}
