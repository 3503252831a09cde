import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from './compile-policy';
import { type BarEvidence, judgeByBar, standingAt } from './quality-bar';
import { explainRoute, routeCall } from './route-call';
import { measured, ref, testCall, testCatalogue, testPolicy, testRule } from './testing/policies';

const AT = new Date('2026-11-18T04:00:00Z').getTime();
const standing = (evidence: BarEvidence[], model: string, bar = '0.95', at = AT) =>
  standingAt(
    judgeByBar(evidence, testCatalogue, 30)(
      'classification',
      ref(model),
      testCatalogue.find(ref(model)),
      bar,
    ),
    at,
  );

describe('a quality bar', () => {
  it('is met by current, proven evidence whose score reaches it, to the last digit', () => {
    const of = (over: Partial<BarEvidence>) => standing([measured('small', 'classification', over)], 'small');
    expect(of({ score: '0.950000' })).toBe('met');
    expect(of({ score: '0.949999' })).toBe('below');
    expect(of({ score: '1.000000', verdict: 'worse' })).toBe('below');
    expect(of({ score: '1.000000', verdict: 'not_proven' })).toBe('not_proven');
    expect(of({ score: '0.949999', verdict: 'not_proven' })).toBe('below');
    expect(of({ verdict: 'baseline' })).toBe('met');
    expect(standing([], 'small')).toBe('missing');
    expect(standing([measured('small', 'agentic')], 'small')).toBe('missing');
    expect(standing([measured('tiny', 'classification')], 'small')).toBe('missing');
  });

  it('holds evidence through its last day', () => {
    // Measured on 18 October at 04:00: its thirtieth day ends on 18 November at 04:00, when it is 31 days old.
    const evidence = [measured('small', 'classification', { measuredAt: new Date('2026-10-18T04:00:00Z') })];
    expect(standing(evidence, 'small', '0.95', AT - 1)).toBe('met');
    expect(standing(evidence, 'small', '0.95', AT)).toBe('stale');
  });

  it('asks the newest measurement, by whatever name the model has in it', () => {
    const older = measured('small', 'classification', {
      id: '9',
      measuredAt: new Date('2026-11-01T00:00:00Z'),
    });
    const newer = measured('acme/small', 'classification', { id: '8', score: '0.1' });
    expect(standing([older, newer], 'small')).toBe('below');
    expect(standing([newer, older], 'small')).toBe('below');
    expect(standing([measured('other/small', 'classification'), older], 'small')).toBe('met');
    const same = { measuredAt: newer.measuredAt };
    expect(standing([newer, measured('acme/small', 'classification', { ...same, id: '10' })], 'small')).toBe(
      'met',
    );
  });
});

describe('routing by a quality bar', () => {
  const rule = testRule('bar', {
    primary: ref('small'),
    fallback: [
      { ...ref('tiny'), on: ['error'] },
      { ...ref('middle'), on: ['error', 'budget'] },
    ],
    qualityBar: '0.95',
  });
  const evidence = [
    measured('small', 'summarisation', { score: '0.90' }),
    measured('middle', 'summarisation'),
    measured('small', 'agentic', { measuredAt: new Date('2026-08-20T04:00:00Z') }),
  ];
  const policy = compilePolicy(testPolicy([rule, testRule('rest')]), testCatalogue, { evidence });
  const codes = (taskClass: string) =>
    explainRoute(policy, testCall({ taskClass })).result.reasons.map(({ code }) => code);

  it('passes over the models that do not meet it, and says why', () => {
    expect(routeCall(policy, testCall())).toMatchObject({
      ...{ rule: 'bar', primary: ref('middle'), fallback: [], moved: true },
    });
    expect(codes('summarisation')).toEqual(['routed_by_policy', 'below_quality_bar', 'no_evidence_for_bar']);
  });

  it('leaves a call where it asked to go where no model meets it, also without a class', () => {
    for (const taskClass of ['classification', '']) {
      expect(routeCall(policy, testCall({ taskClass }))).toMatchObject({ primary: ref('big'), moved: false });
      expect(codes(taskClass)).toEqual(['no_model_fits', ...Array(3).fill('no_evidence_for_bar')]);
    }
  });

  it('ends when the evidence is too old, at the instant, also from memory', () => {
    // 90 days and one from 20 August 04:00: 19 November 04:00.
    const call = (time: string) => testCall({ taskClass: 'agentic', time: new Date(time) });
    const primary = (time: string) => routeCall(policy, call(time)).primary;
    expect(primary('2026-11-19T03:59:59.999Z')).toEqual(ref('small'));
    expect(primary('2026-11-19T04:00:00Z')).toEqual(ref('big'));
    const now = compilePolicy(testPolicy([rule]), testCatalogue, {
      evidence,
      at: new Date(AT + 2 * 86_400_000),
    });
    expect(routeCall(now, call('2026-11-01T00:00:00Z')).primary).toEqual(ref('big'));
  });

  it('never serves a model that no current evidence proves, whatever there is', () => {
    const anyEvidence = fc.record({
      id: fc.bigInt({ min: 1n, max: 99n }).map(String),
      model: fc.constantFrom('small', 'acme/tiny', 'middle'),
      taskClass: fc.constantFrom('summarisation', 'agentic'),
      verdict: fc.constantFrom('proven', 'not_proven', 'worse', 'baseline'),
      score: fc.integer({ min: 94, max: 96 }).map((cents) => `0.${cents}0000`),
      measuredAt: fc.integer({ min: 0, max: 100 }).map((days) => new Date(AT - days * 86_400_000)),
    }) as fc.Arbitrary<BarEvidence>;
    fc.assert(
      fc.property(
        fc.array(anyEvidence, { maxLength: 8 }),
        fc.constantFrom('summarisation', 'agentic'),
        (all, taskClass) => {
          const { primary, moved } = routeCall(
            compilePolicy(testPolicy([rule]), testCatalogue, { evidence: all }),
            testCall({ taskClass, time: new Date(AT) }),
          );
          const newestOf = (name: string) =>
            all
              .filter((one) => one.taskClass === taskClass && one.model.endsWith(name))
              .sort(
                (a, b) => b.measuredAt.getTime() - a.measuredAt.getTime() || Number(b.id) - Number(a.id),
              )[0];
          const meets = (name: string) => {
            const newest = newestOf(name);
            if (!newest || AT - newest.measuredAt.getTime() > 90 * 86_400_000) return false;
            return ['proven', 'baseline'].includes(newest.verdict) && newest.score >= '0.950000';
          };
          const first = ['small', 'tiny', 'middle'].find(meets);
          expect(moved ? primary.model : undefined).toBe(first);
        },
      ),
      { numRuns: 200 },
    );
  });
});
