import { describe, expect, it } from 'vitest';
import { inputText, signedMoney, targetField, targetOf, targetText, valueText } from './metric-text';

const HKD = 'HKD' as const;

describe('how the board writes its figures', () => {
  it('writes money, shares and counts with their unit', () => {
    expect(valueText('7.941234567890', { unit: 'money', currency: HKD })).toBe('HK$7.94');
    expect(valueText('0.061000', { unit: 'share', currency: HKD, signed: true })).toBe('+6.1 %');
    expect(valueText('-0.061000', { unit: 'share', currency: HKD, signed: true })).toBe('−6.1 %');
    expect(valueText('17', { unit: 'workflows', currency: HKD })).toBe('17');
    expect(valueText(null, { unit: 'money', currency: HKD })).toBe('–');
  });

  it('says of a target which way it holds', () => {
    expect(targetText('8.5', { sense: 'at_most', unit: 'money', currency: HKD })).toBe('≤ HK$8.50');
    expect(targetText('0.100000', { sense: 'within', unit: 'share', currency: HKD })).toBe('± 10 %');
    expect(targetText('20', { sense: 'at_least', unit: 'workflows', currency: HKD })).toBe('≥ 20');
  });

  it('writes US dollars as such among the terms of a formula', () => {
    expect(inputText({ key: 'actual', unit: 'usd', value: '65123.4' }, HKD)).toBe('US$65,123');
    expect(inputText({ key: 'outcomes', unit: 'count', value: '38120' }, HKD)).toBe('38,120');
    expect(signedMoney('131900.000000000000', HKD)).toBe('+HK$131,900');
    expect(signedMoney('0.000000000000', HKD)).toBe('HK$0');
  });

  it('takes a target as it gives it', () => {
    expect(targetField('0.100000', 'share')).toBe('10');
    expect(targetOf('10', 'share')).toBe('0.100000');
    expect(targetOf('12.5 %', 'share')).toBe('0.125000');
    expect(targetField('0.125000', 'share')).toBe('12.5');
    expect(targetOf('HK$1,200.50', 'money')).toBe('1200.50');
    expect(targetOf('20', 'workflows')).toBe('20');
    expect(targetOf('2.5', 'workflows')).toBeNull();
    expect(targetOf('ten', 'share')).toBeNull();
    expect(targetField('100', 'workflows')).toBe('100');
  });
});
