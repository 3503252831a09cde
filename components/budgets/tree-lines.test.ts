import { describe, expect, it } from 'vitest';
import { budgetRow, node } from './testing/budgets';
import { allBudgets, findNode, treeLines } from './tree-lines';

const ROOTS = [
  node(
    'organisation',
    [budgetRow({ id: '1' })],
    [
      node(
        'department:1',
        [],
        [node('team:1', [budgetRow({ id: '2' }), budgetRow({ id: '3', period: 'day' })])],
      ),
      node('department:2', [], [node('team:2', [])]),
    ],
  ),
];
const shown = (...options: Parameters<typeof treeLines> extends [unknown, ...infer Rest] ? Rest : never) =>
  treeLines(ROOTS, ...options).map(({ key, depth }) => `${'  '.repeat(depth)}${key}`);

describe('treeLines', () => {
  it('has a line for each budget, and for the places on the way to one', () => {
    expect(shown('all', new Set(), false)).toEqual([
      'organisation/1',
      '  department:1/',
      '    team:1/2',
      '    team:1/3',
    ]);
  });

  it('shows places without a budget where one can be made', () => {
    expect(shown('all', new Set(), true)).toContain('    team:2/');
  });

  it('leaves out budgets of other periods, and places left with none', () => {
    expect(shown('month', new Set(), false)).toEqual(['organisation/1', '  department:1/', '    team:1/2']);
    expect(shown('week', new Set(), false)).toEqual([]);
  });

  it('hides what is below a closed place', () => {
    expect(shown('all', new Set(['department:1']), false)).toEqual(['organisation/1', '  department:1/']);
  });

  it('names a place once, and lets it open only where something is below', () => {
    const lines = treeLines(ROOTS, 'all', new Set(), false);
    expect(lines.map(({ first, expandable }) => [first, expandable])).toEqual([
      [true, true],
      [true, true],
      [true, false],
      [false, false],
    ]);
  });
});

it('finds budgets and places anywhere', () => {
  expect(allBudgets(ROOTS).map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect(findNode(ROOTS, 'team:2')?.name).toBe('team:2');
  expect(findNode(ROOTS, 'team:9')).toBeUndefined();
});
