import { createTranslator } from 'use-intl/core';
import { expect, it } from 'vitest';
import en from '@/messages/en.json';
import zhHK from '@/messages/zh-HK.json';
import { assignedReason } from './classify/assigned';
import { passedOver } from './fit';
import { compilePolicy, type RouteReason, routeCall } from './route-call';
import type { PassedOver } from './route-call-types';
import { ref, testCall, testCatalogue, testPolicy, testRule } from './testing/policies';

/** What the rule `all` says of a call that asks for `big`. */
const firstReason = (model: string, needsTools = false): RouteReason | undefined => {
  const tools = { modelSupport: [{ model: ref('small'), tools: false }] };
  const policy = compilePolicy(testPolicy([testRule('all', { primary: ref(model) })], tools), testCatalogue);
  return routeCall(policy, testCall({ model: 'big', needsTools })).reasons[0];
};
const over = (why: PassedOver) => passedOver({ ref: ref('small') }, why);
const assigned = assignedReason({
  ...{ taskClass: 'agentic', rule: 'workflow_default', confidence: 0.9, reasons: [] },
});

/** One reason of each code; a code that is added has to be added here. */
const REASONS: Record<RouteReason['code'], RouteReason | null | undefined> = {
  routed_by_policy: firstReason('small'),
  no_model_fits: firstReason('small', true),
  task_class_assigned: assigned,
  model_not_approved: over('model_not_approved'),
  reasoning_on_simple: over('reasoning_on_simple'),
  production_tier_in_development: over('production_tier_in_development'),
  context_window: over('context_window'),
  no_tools: over('no_tools'),
  wrong_region: over('wrong_region'),
  above_maximum_cost: over('above_maximum_cost'),
  below_quality_bar: over('below_quality_bar'),
  no_evidence_for_bar: over('no_evidence_for_bar'),
};
const inEnglish = createTranslator({ locale: 'en', messages: en, namespace: 'routing' });
const inChinese = createTranslator({ locale: 'zh-HK', messages: zhHK, namespace: 'routing' });
const wordsOf = ({ code, values }: RouteReason) => ({
  english: inEnglish(`reasonTexts.${code}`, values),
  chinese: inChinese(`reasonTexts.${code}`, values),
});

it.each(Object.entries(REASONS))('%s reads in both languages, with its names as written', (code, reason) => {
  if (reason?.code !== code) throw new Error(`There is no reason of the code ${code}.`);
  const { english, chinese } = wordsOf(reason);
  // The detail of an assigned class ends with the sentence of its rule, which the page words by itself.
  if (code === 'task_class_assigned') expect(reason.detail.startsWith(english.slice(0, -1))).toBe(true);
  else expect(english).toBe(reason.detail);
  expect(chinese).toMatch(/\p{Script=Han}/u);
  const { moved: _, ...names } = reason.values;
  for (const name of Object.values(names)) expect(chinese).toContain(name);
});

it('has no words for a code that is none', () => {
  const codes = Object.keys(REASONS).sort();
  expect(Object.keys(en.routing.reasonTexts).sort()).toEqual(codes);
  expect(Object.keys(zhHK.routing.reasonTexts).sort()).toEqual(codes);
});

it('says nothing of the model asked for where the rule names it', () => {
  const same = firstReason('big');
  expect(same && wordsOf(same)).toEqual({
    english: 'The rule “all” answers with big.',
    chinese: '規則「all」由 big 回應。',
  });
});
