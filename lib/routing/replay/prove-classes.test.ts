import { expect, it } from 'vitest';
import { moneyOf } from '../../money/money';
import { measured, testCatalogue } from '../testing/policies';
import { proveClasses } from './prove-classes';
import { emptyReport } from './replay';

it('calls proven only what current evidence proves of the model in another’s place', () => {
  const report = emptyReport();
  const model = (name: string) => testCatalogue.find({ provider: 'acme', model: name });
  const moved: [taskClass: string, name: string, saved: bigint][] = [
    ['agentic', 'small', 16n],
    ['agentic', 'tiny', 8n],
    ['classification', 'small', 4n],
    ['classification', 'middle', 2n],
    ['', 'small', 1n],
  ];
  for (const [taskClass, name, saved] of moved) {
    const modelId = model(name)?.modelId ?? 0n;
    const sums = { calls: 1n, moved: 1n, before: moneyOf(saved), after: moneyOf(0n), unknown: 0n };
    report.byClass.set(`${taskClass}\n${modelId}`, { ...sums, taskClass, modelId });
  }
  const { byClass, provenSaved } = proveClasses(report, {
    evidence: [
      measured('small', 'agentic'),
      measured('acme/tiny', 'agentic', { verdict: 'worse' }),
      // 31 days old.
      measured('small', 'classification', { measuredAt: new Date('2026-10-18T04:00:00Z') }),
      measured('middle', 'classification', { verdict: 'baseline' }),
    ],
    ...{ catalogue: testCatalogue, maxAgeDays: 30, at: new Date('2026-11-18T04:00:00Z') },
    modelOf: (modelId) =>
      ['small', 'tiny', 'middle'].flatMap((name) => model(name) ?? []).find((one) => one.modelId === modelId),
  });
  expect(
    byClass.map(({ taskClass, model: name, evidence }) => [taskClass, name, evidence].join(' ')),
  ).toEqual([
    'agentic small proven',
    'agentic tiny worse',
    'classification small stale',
    'classification middle none',
    ' small none',
  ]);
  expect(provenSaved).toBe(16n);
});
