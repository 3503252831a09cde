import { describe, expect, it } from 'vitest';
import en from '@/messages/en.json';
import zhHK from '@/messages/zh-HK.json';
import type { Board } from './board';
import { FACT_KINDS, NOTICE_KEYS } from './notice-facts';
import { noticesOf } from './notices';
import { figure, metric, sampleBoard } from './testing/sample-board';

const keysOf = (over: Partial<Board> = {}) => {
  const { risks, decisions } = noticesOf(sampleBoard(over));
  return { risks: risks.map(({ key }) => key), decisions: decisions.map(({ key }) => key) };
};
const placeholders = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('the rules', () => {
  it('name what the month shows, the dearest first, and nothing else', () => {
    expect(keysOf()).toEqual({
      risks: ['budget_exceeded', 'budget_will_exceed', 'workflow_at_loss', 'usage_unpriced'],
      decisions: ['decide_workflow', 'start_saving', 'define_outcomes', 'close_month'],
    });
  });

  it('take a rise of spend above a fifth for a risk', () => {
    const spend = (changeShare: string) => ({ spend: { ...sampleBoard().spend, changeShare } });
    expect(keysOf(spend('0.200000')).risks).not.toContain('spend_rising');
    expect(keysOf(spend('0.200001')).risks).toContain('spend_rising');
  });

  it('ask nothing about a loss below a thousandth of the spend', () => {
    const workflows = (margin: string) => ({
      workflows: sampleBoard()
        .workflows.slice(0, 1)
        .map((one) => ({ ...one, margin })),
      spend: { ...sampleBoard().spend, amount: figure('1000.000000000000') },
    });
    expect(keysOf(workflows('-0.999999')).decisions).not.toContain('decide_workflow');
    expect(keysOf(workflows('-0.999999')).risks).toContain('workflow_at_loss');
    expect(keysOf(workflows('-1.000000')).decisions).toContain('decide_workflow');
    expect(keysOf(workflows('0.000000')).risks).not.toContain('workflow_at_loss');
  });

  it('name stale evidence of the routing policies in force, five pieces at most', () => {
    const one = { policy: 'Support', taskClass: 'agentic', model: 'penny', evidenceId: '7', days: 91 };
    const [first] = noticesOf(sampleBoard({ evidence: [one] })).risks.slice(-1);
    expect(first).toEqual({
      key: 'evidence_stale',
      facts: { name: 'Support', model: 'penny', what: 'agentic', days: '91' },
      path: '/routing/evidence/7',
    });
    const { risks } = keysOf({ evidence: Array(6).fill(one) });
    expect(risks.filter((key) => key === 'evidence_stale')).toHaveLength(5);
  });

  it('hold a running month against its envelope, and say by how much it breaks', () => {
    const envelope = (amount: string) => ({
      state: 'running' as const,
      envelope: { amount, currency: 'HKD' as const },
    });
    expect(keysOf(envelope('617065.30')).risks).not.toContain('envelope_will_break');
    const [first] = noticesOf(sampleBoard(envelope('600000'))).risks;
    expect(first).toMatchObject({
      key: 'envelope_will_break',
      facts: { amount: '617065.30', envelope: '600000', over: '17065.300000000000' },
    });
    expect(keysOf({ ...envelope('600000'), state: 'over' }).risks).not.toContain('envelope_will_break');
  });

  it('take a forecast for missed by its target, or without one beyond a tenth', () => {
    const variance = (value: string, target: string | null, met: boolean | null) => ({
      metrics: [{ ...metric('forecast_variance', value, target), met }],
    });
    expect(keysOf(variance('0.100000', null, null)).risks).not.toContain('forecast_missed');
    expect(keysOf(variance('-0.100001', null, null)).risks).toContain('forecast_missed');
    expect(keysOf(variance('0.200000', '0.25', true)).risks).not.toContain('forecast_missed');
    expect(keysOf(variance('0.060000', '0.05', false)).risks).toContain('forecast_missed');
  });

  it('show a restated month, and ask for no close of one that is closed or runs', () => {
    const restatement = { month: '2026-09', frozen: '1', now: '3', difference: '2', lateEvents: '4' };
    expect(keysOf({ restatements: [restatement] }).risks).toContain('month_restated');
    for (const state of ['closed', 'running'] as const)
      expect(keysOf({ state }).decisions).not.toContain('close_month');
  });
});

describe('the sentences', () => {
  it.each(NOTICE_KEYS)('%s is said in both languages with facts that can be printed', (key) => {
    const [english, chinese] = [en.boardNotices[key], zhHK.boardNotices[key]];
    expect(placeholders(chinese)).toEqual(placeholders(english));
    for (const name of placeholders(english)) expect(FACT_KINDS[name]).toBeDefined();
  });

  it('print only facts that the rules give', () => {
    const { risks, decisions } = noticesOf(sampleBoard());
    for (const { key, facts } of [...risks, ...decisions]) {
      const sentence = Object.entries(en.boardNotices).find(([name]) => name === key)?.[1] ?? '';
      expect(Object.keys(facts)).toEqual(expect.arrayContaining(placeholders(sentence)));
    }
  });
});
