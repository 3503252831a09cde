import { expect, it } from 'vitest';
import { agedEvidence } from './aged-evidence';
import type { RoutingRule } from './policy';
import { measured, ref, testCatalogue, testPolicy, testRule } from './testing/policies';

const AT = new Date('2026-11-18T04:00:00Z');
const old = { measuredAt: new Date('2026-10-18T04:00:00Z') };
const evidence = [
  measured('small', 'classification', { ...old, id: '1' }),
  measured('acme/tiny', 'classification', { id: '2' }),
  measured('big', 'classification', { ...old, id: '3', verdict: 'baseline' }),
  measured('small', 'agentic', { measuredAt: new Date('2026-10-17T04:00:00Z'), id: '4' }),
];
const classified = { taskClass: ['classification'] };
const aged = (rules: RoutingRule[], maxAgeDays = 30) =>
  agedEvidence(testPolicy(rules, { evidenceMaxAgeDays: maxAgeDays }), evidence, testCatalogue, AT).map(
    ({ rules: ids, taskClass, model, why, days, isHeld }) =>
      [ids.join(' '), taskClass, model, why, days, isHeld].join(' '),
  );

it('names what is older than the policy allows, once for all rules that rest on it', () => {
  const rules = [
    testRule('a', { when: classified, primary: ref('small') }),
    testRule('b', { when: { ...classified, workflow: ['w'] }, primary: ref('small'), qualityBar: '0.9' }),
    testRule('c', { when: classified, primary: ref('tiny'), qualityBar: '0.9' }),
  ];
  expect(aged(rules)).toEqual(['a b classification small stale 31 true']);
  expect(aged(rules, 31)).toEqual([]);
});

it('asks for what a bar needs of any of its models, and for nothing without a bar', () => {
  const fallback = [
    { ...ref('middle'), on: ['error' as const] },
    { ...ref('big'), on: ['error' as const] },
  ];
  const rule = testRule('a', { when: classified, primary: ref('tiny'), fallback });
  expect(aged([rule])).toEqual([]);
  expect(aged([{ ...rule, qualityBar: '0.9' }])).toEqual([
    'a classification big stale 31 true',
    'a classification middle missing  true',
  ]);
});

it('goes by every measured class where a rule with a bar is for any', () => {
  expect(aged([testRule('a', { primary: ref('small'), qualityBar: '0.9' })])).toEqual([
    'a agentic small stale 32 true',
    'a classification small stale 31 true',
  ]);
  expect(aged([testRule('a', { primary: ref('middle'), qualityBar: '0.9' })])).toEqual([
    'a  middle missing  true',
  ]);
  expect(aged([testRule('a', { primary: ref('small') })])).toEqual([]);
});
