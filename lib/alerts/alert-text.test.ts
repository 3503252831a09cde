import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import en from '@/messages/en.json';
import zhHK from '@/messages/zh-HK.json';
import type { ThresholdAction } from '../budgets/budget';
import type { Locale } from '../money/format';
import type { AlertFacts } from './alert';
import { type AlertWords, alertText, type Told } from './alert-text';

const MESSAGES = { en: { alerts: en.alerts }, 'zh-HK': { alerts: zhHK.alerts } };
const missing: string[] = [];
const wordsOf = (locale: Locale): AlertWords =>
  createTranslator({
    locale,
    messages: MESSAGES[locale] as Record<string, unknown>,
    namespace: 'alerts.text' as never,
    onError: (error) => missing.push(error.message),
  }) as AlertWords;
const tell = (facts: Told, locale: Locale = 'en') =>
  alertText(wordsOf(locale), facts, { locale, timeZone: 'Asia/Hong_Kong' });

const budget = { id: '7', name: 'Support', unit: 'currency', currency: 'HKD', period: 'month' } as const;
const threshold: Extract<AlertFacts, { kind: 'budget_threshold' }> = {
  kind: 'budget_threshold',
  budget,
  subject: null,
  percent: 80,
  action: { kind: 'warn' },
  cause: 'spent',
  spent: '8140.500000000000',
  limit: '10000.000000000000',
  periodFrom: '2026-11-01',
  periodTo: '2026-12-01',
  exhaustedOn: '2026-11-27',
  drivers: [
    { workflow: 'Resolve ticket', model: 'GPT-5.2', share: '0.612345', amount: '4984.1' },
    { workflow: null, model: 'Claude Sonnet', share: '0.2', amount: '1628.1' },
  ],
};

describe('a threshold', () => {
  it('in English', () => {
    expect(tell(threshold)).toEqual({
      title: 'Support: 80 % reached',
      sentence: 'HK$8,140 of HK$10,000 spent (81.4 %) in November 2026.',
      lines: [
        'From here on the gate warns with every call.',
        'At the present rate the limit is reached on 27 November 2026.',
      ],
      drivers: {
        heading: 'Most of it came from',
        rows: ['Resolve ticket · GPT-5.2: HK$4,984 (61.2 %)', 'No workflow · Claude Sonnet: HK$1,628 (20 %)'],
      },
    });
  });

  it('in Chinese', () => {
    expect(tell(threshold, 'zh-HK')).toEqual({
      title: 'Support：已達限額 80 %',
      sentence: '2026年11月已使用 HK$8,140，佔限額 HK$10,000 的 81.4 %。',
      lines: ['由現在起，閘道會在每次請求時發出警告。', '按目前速度，限額將於2026年11月27日用盡。'],
      drivers: {
        heading: '主要來自',
        rows: [
          'Resolve ticket · GPT-5.2：HK$4,984（61.2 %）',
          '未標記工作流程 · Claude Sonnet：HK$1,628（20 %）',
        ],
      },
    });
  });

  it('names the user, counts tokens whole, and needs no forecast where calls are refused', () => {
    const facts: AlertFacts = {
      ...threshold,
      budget: { ...budget, unit: 'tokens', currency: null, period: 'week' },
      subject: 'u-3f',
      percent: 100,
      action: { kind: 'block' },
      cause: 'denied',
      spent: '1900000.000000000000',
      limit: '2000000',
      periodFrom: '2026-11-16',
      periodTo: '2026-11-23',
      drivers: [],
    };
    expect(tell(facts)).toEqual({
      title: 'Support: 100 % reached',
      sentence:
        'A call was refused: with what is reserved it would have gone beyond 100 % of 2,000,000 tokens in 16 Nov 2026 – 22 Nov 2026; spent so far: 1,900,000 tokens (95 %).',
      lines: ['User: u-3f', 'The gate refuses calls that would go beyond 100 %.'],
      drivers: null,
    });
  });

  it('says that the limit lasts where it does', () => {
    expect(tell({ ...threshold, exhaustedOn: null, action: { kind: 'notify' } }).lines).toEqual([
      'At the present rate the limit lasts until the period ends.',
    ]);
  });
});

it('tells a stop with its end in the zone of the organisation', () => {
  const stop: AlertFacts = {
    kind: 'kill_switch',
    what: 'Support',
    started: true,
    by: 'Ada',
    reason: 'A runaway agent',
    endsAt: '2026-11-22T16:30:00Z',
  };
  expect(tell(stop)).toEqual({
    title: 'Support: AI calls are stopped',
    sentence: 'Ada stopped the AI calls of Support until 23 November 2026, 00:30.',
    lines: ['Reason: A runaway agent'],
    drivers: null,
  });
});

it('has every word in both languages', () => {
  const raise = {
    budget,
    requestId: '1',
    by: 'Ada',
    reason: 'Peak season',
    from: '100',
    to: '150',
    until: '2026-12-31',
  };
  const actions: ThresholdAction[] = [
    { kind: 'notify' },
    { kind: 'warn' },
    { kind: 'throttle', requestsPerMinute: 60 },
    { kind: 'downgrade', tier: 'balanced' },
    { kind: 'downgrade', tier: 'cost_optimised' },
    { kind: 'block' },
    { kind: 'executive_review' },
  ];
  const { spent, limit, periodFrom, periodTo } = threshold;
  const aged: Extract<AlertFacts, { kind: 'evidence_aged' }> = {
    kind: 'evidence_aged',
    ...{ policyId: '3', policy: 'Support', versionId: '4', rules: ['a', 'b'], taskClass: 'agentic' },
    why: 'stale',
    ...{ model: 'penny', isHeld: true, evidenceId: '5', days: 1_031, maxAgeDays: 30, goldenSet: 'Tickets' },
  };
  expect(tell(aged)).toEqual({
    title: 'Support: the evidence for penny on agentic is 1,031 days old',
    sentence:
      '“a” and “b” of the policy in force rest on it, and the policy lets evidence hold for 30 days. Have it measured again.',
    lines: [
      'Because of the quality bar, calls do not go to penny until then.',
      'It was measured on the golden set “Tickets”. A run needs the key of its endpoint, which is not kept, so somebody has to start it.',
    ],
    drivers: null,
  });
  const all: Told[] = [
    aged,
    { ...aged, why: 'missing', evidenceId: null, goldenSet: null },
    { ...aged, why: 'missing', evidenceId: null, goldenSet: null, taskClass: null },
    ...actions.map((action) => ({ ...threshold, action })),
    ...(['spent', 'denied', 'limit_changed'] as const).map((cause) => ({ ...threshold, cause })),
    { ...threshold, exhaustedOn: null, subject: 'u-1' },
    { ...raise, kind: 'raise_requested', outcome: null },
    { ...raise, kind: 'raise_decided', outcome: 'approved' },
    { ...raise, kind: 'raise_decided', outcome: 'declined' },
    { ...raise, kind: 'raise_expired', outcome: null },
    { kind: 'executive_review', budget, percent: 100, spent, limit, periodFrom, periodTo },
    { kind: 'kill_switch', what: 'x', started: false, by: 'y', reason: 'z', endsAt: '2026-11-22T16:30:00Z' },
    { kind: 'review_due', budget, reviewOn: '2026-12-31' },
    { kind: 'test' },
  ];
  for (const locale of ['en', 'zh-HK'] as const)
    for (const facts of all) expect(JSON.stringify(tell(facts, locale))).not.toMatch(/alerts\.text|[{}]\w+}/);
  expect(missing).toEqual([]);
});
