import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckContext, checkPolicy, type FindingCode } from './checks';
import type { PolicyBody, RoutingRule } from './policy';
import { isCovered, isEmpty, isWithin, regionOf } from './region';
import { compilePolicy, explainRoute } from './route-call';
import { BUILT_IN_TASK_CLASSES } from './task-class';
import {
  anyCall,
  anyCondition,
  measured,
  ref,
  testCatalogue,
  testPolicy,
  testRule,
} from './testing/policies';

const WORKFLOWS = Array.from({ length: 40 }, (_, index) => `w${index}`);
const context: CheckContext = {
  catalogue: testCatalogue,
  at: new Date('2026-11-22T04:00:00Z'),
  teams: new Set(['support', 'claims']),
  workflows: new Set(WORKFLOWS),
  taskClasses: new Set(BUILT_IN_TASK_CLASSES),
  stickyKeys: new Set(['request', 'user', 'workflow']),
  evidence: [
    measured('small', 'classification', { score: '0.950000' }),
    measured('tiny', 'classification', { score: '0.949999' }),
    measured('acme/middle', 'classification', { verdict: 'worse' }),
    measured('middle', 'summarisation', { verdict: 'not_proven' }),
    // A day older than the policy allows.
    measured('small', 'summarisation', { measuredAt: new Date('2026-08-23T04:00:00Z') }),
    measured('big', 'code_generation', { verdict: 'baseline' }),
  ],
};
type Named = [FindingCode, string | null];
const named = (body: PolicyBody): Named[] =>
  checkPolicy(body, context).map(({ code, ruleId }) => [code, ruleId]);

interface Planted {
  rules: RoutingRule[];
  named: Named[];
}

/** Each plants one kind of problem in rules for the workflow `w`, named `p…`. */
const PLANTS: Partial<Record<FindingCode, (p: string, w: string) => Planted>> = {
  duplicate_rule: (p, w) => ({
    rules: [
      testRule(p, { when: { workflow: [w], team: ['support'] } }),
      testRule(p, { when: { workflow: [w] } }),
    ],
    named: [['duplicate_rule', p]],
  }),
  conflict: (p, w) => ({
    rules: [
      testRule(`${p}-a`, { when: { workflow: [w], hours: { from: '22:00', until: '06:00', days: [7, 1] } } }),
      testRule(p, {
        when: { hours: { from: '22:00', until: '06:00', days: [1, 7] }, workflow: [w] },
        primary: ref('small'),
      }),
    ],
    named: [['conflict', p]],
  }),
  shadowed: (p, w) => ({
    rules: [
      testRule(`${p}-a`, { when: { workflow: [w], inputTokens: { below: 100 } } }),
      testRule(p, { when: { workflow: [w], team: ['support'], inputTokens: { from: 10, below: 50 } } }),
    ],
    named: [['shadowed', p]],
  }),
  unreachable: (p, w) => ({
    rules: [
      testRule(`${p}-a`, { when: { workflow: [w], inputTokens: { below: 100 } } }),
      testRule(`${p}-b`, { when: { workflow: [w], inputTokens: { from: 50 }, team: ['support'] } }),
      testRule(`${p}-c`, { when: { workflow: [w], inputTokens: { from: 60 } } }),
      testRule(p, { when: { workflow: [w], inputTokens: { from: 55 } } }),
      testRule(`${p}-d`, { when: { workflow: [w], inputTokens: { from: 9, below: 9 } } }),
    ],
    named: [
      ['unreachable', p],
      ['unreachable', `${p}-d`],
    ],
  }),
  unknown_model: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w] }, primary: { provider: 'other', model: 'big' } })],
    named: [['unknown_model', p]],
  }),
  model_without_price: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w] }, fallback: [{ ...ref('gift'), on: ['error'] }] })],
    named: [['model_without_price', p]],
  }),
  fallback_dearer: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w] }, fallback: [{ ...ref('big'), on: ['timeout'] }] })],
    named: [['fallback_dearer', p]],
  }),
  context_window_too_small: (p, w) => ({
    rules: [
      testRule(p, { when: { workflow: [w], inputTokens: { from: 16_000 } }, primary: ref('small') }),
      testRule(`${p}-a`, { when: { workflow: [w], inputTokens: { below: 16_002 } }, primary: ref('small') }),
    ],
    // The second is shadowed only in part, and only its largest calls do not fit.
    named: [
      ['context_window_too_small', p],
      ['context_window_too_small', `${p}-a`],
    ],
  }),
  unknown_task_class: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w], taskClass: ['agentic', 'lookups'] } })],
    named: [['unknown_task_class', p]],
  }),
  unknown_workflow: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w, `${w}-unknown`] } })],
    named: [['unknown_workflow', p]],
  }),
  unknown_team: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w], team: ['suport'] } })],
    named: [['unknown_team', p]],
  }),
  model_not_approved: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w], team: ['claims', 'support'] }, primary: ref('tiny') })],
    named: [['model_not_approved', p]],
  }),
  reasoning_on_simple: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w], taskClass: ['simple_lookup'] }, primary: ref('o3-mini') })],
    named: [['reasoning_on_simple', p]],
  }),
  production_tier_in_development: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w], environment: ['development'] }, primary: ref('big') })],
    named: [['production_tier_in_development', p]],
  }),
  below_quality_bar: (p, w) => ({
    rules: [
      testRule(p, {
        when: { workflow: [w], taskClass: ['classification'] },
        primary: ref('small'),
        fallback: [
          { ...ref('tiny'), on: ['error'] },
          { ...ref('middle'), on: ['error'] },
        ],
        qualityBar: '0.95',
      }),
    ],
    named: [
      ['below_quality_bar', p],
      ['below_quality_bar', p],
      ['fallback_dearer', p],
    ],
  }),
  no_evidence_for_bar: (p, w) => ({
    rules: [
      testRule(p, {
        when: { workflow: [w], taskClass: ['summarisation', 'agentic'] },
        primary: ref('small'),
        qualityBar: '0.9',
      }),
      testRule(`${p}-a`, { when: { workflow: [`${w}-a`], taskClass: ['summarisation'] }, qualityBar: '0.5' }),
      testRule(`${p}-b`, { when: { workflow: [`${w}-b`] }, primary: ref('tiny'), qualityBar: '0.99' }),
    ],
    named: [
      ['no_evidence_for_bar', p],
      ['no_evidence_for_bar', p],
      ['no_evidence_for_bar', `${p}-a`],
      ['no_evidence_for_bar', `${p}-b`],
      ['unknown_workflow', `${p}-a`],
      ['unknown_workflow', `${p}-b`],
    ],
  }),
  share_key_missing: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w] }, share: 10, stickyBy: 'customer_segment' })],
    named: [['share_key_missing', p]],
  }),
  share_key_constant: (p, w) => ({
    rules: [testRule(p, { when: { workflow: [w] }, share: 10, stickyBy: 'workflow' })],
    named: [['share_key_constant', p]],
  }),
};

const approvedModels = [{ team: 'claims', models: ['middle', 'small', 'big'].map(ref) }];
const kinds = Object.keys(PLANTS) as (keyof typeof PLANTS)[];

describe('the checks', () => {
  it('name every planted problem and invent none', () => {
    fc.assert(
      fc.property(
        fc.subarray(kinds),
        fc.array(fc.nat(7), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        fc.infiniteStream(fc.nat(1000)),
        (chosen, sound, hasCatchAll, places) => {
          const planted = chosen.map((kind, index) => PLANTS[kind]?.(`p${index}`, `w${index}`));
          let rules = sound.map((kind, index) => soundRule(kind, `s${index}`, `w${30 + index}`));
          // Groups keep their own order; where they stand among the others does not matter.
          for (const group of planted) {
            const at = places.next().value % (rules.length + 1);
            const isInside = rules[at - 1]?.id[0] === 'p' && rules[at]?.id[0] === 'p';
            rules = rules.toSpliced(isInside ? rules.length : at, 0, ...(group?.rules ?? []));
          }
          const expected = planted.flatMap((group) => group?.named ?? []);
          if (hasCatchAll) rules.push(testRule('rest'));
          else expected.push(['missing_catch_all', null]);
          expect(named(testPolicy(rules, { approvedModels })).sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 100 },
    );
  });

  it('let a canary stand before a rule with the same conditions', () => {
    const canary = testRule('canary', { share: 10, primary: ref('small') });
    expect(named(testPolicy([canary, testRule('rest')]))).toEqual([]);
    expect(named(testPolicy([testRule('rest'), canary]))).toEqual([['conflict', 'canary']]);
  });

  it('name a rule that only repeats another as shadowed by it', () => {
    expect(checkPolicy(testPolicy([testRule('a'), testRule('b')]), context)).toMatchObject([
      { code: 'shadowed', severity: 'error', ruleId: 'b', other: 'a' },
    ]);
  });

  it('agree with the routing: what is said never to decide never does', () => {
    const conditions = fc.array(anyCondition, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(conditions, fc.array(anyCall, { minLength: 1, maxLength: 10 }), (all, calls) => {
        const body = testPolicy(all.map((when, index) => testRule(`r${index}`, { when })));
        const never = new Set(
          checkPolicy(body, context)
            .filter(({ code }) => ['shadowed', 'unreachable', 'conflict'].includes(code))
            .map(({ ruleId }) => ruleId),
        );
        const policy = compilePolicy(body, testCatalogue);
        for (const call of calls) expect(never).not.toContain(explainRoute(policy, call).result.rule);
      }),
      { numRuns: 100 },
    );
  });
});

function soundRule(kind: number, id: string, workflow: string): RoutingRule {
  const when = { workflow: [workflow] };
  const fallback = [{ ...ref('small'), on: ['budget' as const, 'error' as const] }];
  switch (kind) {
    case 0:
      return testRule(id, { when: { ...when, team: ['support'] }, fallback, maximumCost: '0.02' });
    case 1:
      return testRule(id, { when, share: 20, stickyBy: 'user', fallback });
    case 2:
      return testRule(id, { when: { ...when, taskClass: ['agentic'] }, primary: ref('o3-mini') });
    case 3:
      return testRule(id, { when: { ...when, environment: ['production'] }, primary: ref('big'), fallback });
    case 4:
      return testRule(id, {
        when: { ...when, inputTokens: { from: 100, below: 16_001 } },
        primary: ref('small'),
      });
    case 6:
      return testRule(id, {
        when: { ...when, taskClass: ['classification'] },
        primary: ref('small'),
        qualityBar: '0.95',
      });
    case 7:
      return testRule(id, { when, primary: ref('big'), qualityBar: '0.9' });
    default:
      return testRule(id, {
        when: { ...when, hours: { from: '09:00', until: '18:00', days: [1, 2, 3, 4, 5] } },
      });
  }
}

describe('regions', () => {
  it('are covered by their parts, and by no fewer', () => {
    fc.assert(
      fc.property(anyCondition, anyCondition, (one, other) => {
        const [a, b] = [regionOf(one), regionOf(other)];
        expect(isWithin(a, a)).toBe(true);
        expect(isCovered(a, [b])).toBe(isWithin(a, b));
        expect(isCovered(a, [b, a])).toBe(true);
        expect(isCovered(a, [])).toBe(isEmpty(a));
      }),
      { numRuns: 100 },
    );
  });

  it('of a week in pieces hold the whole week', () => {
    const at = (from: string, until: string, days?: number[]) =>
      regionOf({ hours: { from, until, ...(days ? { days } : {}) } });
    const nights = at('18:00', '09:00');
    expect(isCovered(regionOf({}), [nights, at('09:00', '18:00', [1, 2, 3, 4, 5])])).toBe(false);
    expect(
      isCovered(regionOf({}), [nights, at('09:00', '18:00', [1, 2, 3, 4, 5]), at('00:00', '00:00', [6, 7])]),
    ).toBe(true);
  });
});
