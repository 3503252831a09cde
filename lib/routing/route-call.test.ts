import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoutingRule } from './policy';
import { compilePolicy, explainRoute, type RouteCall, routeCall } from './route-call';
import { drawn } from './share';
import { anyCall, anyPolicy, ref, testCall, testCatalogue, testPolicy, testRule } from './testing/policies';

const compiled = (rules: RoutingRule[], over = {}) => compilePolicy(testPolicy(rules, over), testCatalogue);
const route = (rules: RoutingRule[], call: Partial<RouteCall> = {}, over = {}) =>
  routeCall(compiled(rules, over), testCall(call));
const codes = ({ reasons }: ReturnType<typeof routeCall>) => reasons.map(({ code }) => code);

/** Hours and conditions once more, straight from the text of the rule. */
function matches({ when }: RoutingRule, call: RouteCall): boolean {
  const within = (list: string[] | undefined, value: string | null) =>
    !list || (value !== null && list.includes(value));
  if (!within(when.taskClass, call.taskClass) || !within(when.workflow, call.workflow)) return false;
  if (!within(when.team, call.team) || !within(when.environment, call.environment)) return false;
  if (!within(when.customerSegment, call.customerSegment)) return false;
  if (call.inputTokens < (when.inputTokens?.from ?? 0)) return false;
  if (call.inputTokens >= (when.inputTokens?.below ?? Number.POSITIVE_INFINITY)) return false;
  if (!when.hours) return true;
  const local = new Date(call.time.getTime() + 8 * 3_600_000);
  const clock = local.toISOString().slice(11, 16);
  const today = local.getUTCDay() || 7;
  const onDay = (day: number) => !when.hours?.days || when.hours.days.includes(day);
  const { from, until } = when.hours;
  if (until > from) return onDay(today) && clock >= from && clock < until;
  return (onDay(today) && clock >= from) || (onDay(today === 1 ? 7 : today - 1) && clock < until);
}

describe('routeCall', () => {
  it('is decided by the first rule that matches and draws the call, whatever the policy', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(anyCall, { minLength: 1, maxLength: 5 }), (body, calls) => {
        const policy = compilePolicy(body, testCatalogue);
        for (const call of calls) {
          const first = body.rules.find((rule) => matches(rule, call) && drawn(rule, call) === 'taken');
          const result = routeCall(policy, call);
          expect(result.rule).toBe(first?.id ?? null);
          const { steps } = explainRoute(policy, call);
          expect(steps.find(({ mismatch }) => mismatch === null)?.rule ?? null).toBe(result.rule);
          // Asked again, also from memory, the same answer.
          expect(routeCall(policy, call)).toEqual(result);
          const own = [first?.primary.model, ...(first?.fallback ?? []).map(({ model }) => model)];
          if (result.moved) expect(own).toContain(result.primary.model);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('names the primary, the fallbacks in order and those for budgets', () => {
    const rule = testRule('all', {
      fallback: [
        { ...ref('small'), on: ['error', 'budget'] },
        { ...ref('o3-mini'), on: ['timeout'] },
        { ...ref('tiny'), on: ['budget'] },
      ],
    });
    const result = route([rule]);
    expect(result).toMatchObject({ rule: 'all', primary: ref('middle'), moved: true });
    expect(result.fallback).toEqual([ref('small'), ref('o3-mini')]);
    expect(result.onBudget).toEqual([ref('small'), ref('tiny')]);
    expect(codes(result)).toEqual(['routed_by_policy']);
  });

  it('is not moved where the rule names the model asked for', () => {
    expect(route([testRule('all', { primary: ref('big') })]).moved).toBe(false);
    expect(route([testRule('all', { primary: { provider: null, model: 'big' } })])).toMatchObject({
      moved: false,
      primary: ref('big'),
    });
  });

  it('leaves a call that no rule matches where it asked to go', () => {
    const result = route([testRule('other', { when: { team: ['claims'] } })]);
    expect(result).toEqual({
      ...{ rule: null, primary: ref('big'), fallback: [], onBudget: [] },
      ...{ moved: false, reasons: [] },
    });
  });

  it('gives way to the first fallback within the maximum cost, to the last digit', () => {
    // 1,500 tokens: middle 0.0045, small 0.0006, tiny 0.00015 US dollars.
    const fallback = [
      { ...ref('small'), on: ['error' as const] },
      { ...ref('tiny'), on: ['error' as const] },
    ];
    const at = (maximumCost: string) => route([testRule('all', { fallback, maximumCost })]);
    expect(at('0.0045').primary).toEqual(ref('middle'));
    expect(at('0.004499999999').primary).toEqual(ref('small'));
    expect(at('0.000599999999').primary).toEqual(ref('tiny'));
    expect(codes(at('0.000599999999'))).toEqual([
      ...['routed_by_policy', 'above_maximum_cost', 'above_maximum_cost'],
    ]);
    expect(at('0.000149999999')).toMatchObject({ rule: 'all', primary: ref('big'), moved: false });
    expect(codes(at('0.000149999999'))[0]).toBe('no_model_fits');
  });

  it('holds each constraint of the policy', () => {
    const fallback = [{ ...ref('tiny'), on: ['error' as const] }];
    const reasoning = testRule('all', { primary: ref('o3-mini'), fallback });
    expect(route([reasoning], { taskClass: 'simple_lookup' }).primary).toEqual(ref('tiny'));
    expect(route([reasoning], { taskClass: 'agentic' }).primary).toEqual(ref('o3-mini'));
    const frontier = testRule('all', { primary: ref('big'), fallback });
    expect(route([frontier], { environment: 'development' }).primary).toEqual(ref('tiny'));
    const lax = { noProductionTierInDevelopment: false };
    expect(route([frontier], { environment: 'development' }, lax).primary).toEqual(ref('big'));
    const approvedModels = [{ team: 'support', models: [{ provider: null, model: 'tiny' }] }];
    expect(route([frontier], {}, { approvedModels }).primary).toEqual(ref('tiny'));
    expect(route([frontier], { team: 'claims' }, { approvedModels }).primary).toEqual(ref('big'));
    const modelSupport = [{ model: ref('big'), tools: false, regions: ['hk'] }];
    expect(route([frontier], { needsTools: true }, { modelSupport }).primary).toEqual(ref('tiny'));
    expect(route([frontier], { region: 'eu' }, { modelSupport }).primary).toEqual(ref('tiny'));
    expect(route([frontier], { region: 'hk' }, { modelSupport }).primary).toEqual(ref('big'));
    const small = testRule('all', { primary: ref('small'), fallback });
    expect(route([small], { inputTokens: 15_500 }).primary).toEqual(ref('small'));
    expect(route([small], { inputTokens: 15_501 }).primary).toEqual(ref('tiny'));
  });

  it('draws a share by its key: the same key always, a larger share all of a smaller one', () => {
    const of = (share: number, user: string | null) =>
      drawn(testRule('canary', { share, stickyBy: 'user' }), testCall({ user }));
    const users = Array.from({ length: 10_000 }, (_, index) => `user-${index}`);
    const taken = (share: number) => users.filter((user) => of(share, user) === 'taken');
    const [five, twenty] = [taken(5), new Set(taken(20))];
    expect(five.every((user) => twenty.has(user))).toBe(true);
    // Six standard deviations of a fair draw of 10,000: 130 and 240.
    expect(Math.abs(five.length - 500)).toBeLessThan(131);
    expect(Math.abs(twenty.size - 2_000)).toBeLessThan(240);
    expect(of(99, null)).toBe('share_key_missing');
    const canary = testRule('canary', { share: 20, stickyBy: 'user', primary: ref('tiny') });
    const policy = compiled([canary, testRule('rest')]);
    for (const user of users.slice(0, 200))
      expect(routeCall(policy, testCall({ user })).rule).toBe(twenty.has(user) ? 'canary' : 'rest');
    expect(routeCall(policy, testCall()).rule).toBe('rest');
  });
});
