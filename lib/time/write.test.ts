import { describe, expect, it } from 'vitest';
import { type DayStyle, writeDay, writeInstant } from './write';

describe('days in words', () => {
  it.each<[DayStyle, string, string]>([
    ['long', '2 September 2026', '2026年9月2日'],
    ['medium', '2 Sep 2026', '2026年9月2日'],
    ['dayMonth', '2 September', '9月2日'],
    ['short', '2 Sep', '9月2日'],
    ['weekday', 'Wed 2 Sep', '9月2日（三）'],
    ['weekdayYear', 'Wed 2 Sep 2026', '2026年9月2日（三）'],
    ['month', 'September 2026', '2026年9月'],
    ['monthName', 'September', '9月'],
    ['shortMonth', 'Sep 26', '26年9月'],
  ])('%s', (style, english, chinese) => {
    expect(writeDay('2026-09-02', style, 'en')).toBe(english);
    expect(writeDay('2026-09-02', style, 'zh-HK')).toBe(chinese);
  });
});

describe('moments in a zone', () => {
  const midnight = '2026-11-21T16:00:00Z';
  it('are written on the day and at the time of the zone', () => {
    expect(writeInstant(midnight, 'Asia/Hong_Kong', 'en')).toBe('22 Nov 2026, 00:00');
    expect(writeInstant(midnight, 'Asia/Hong_Kong', 'zh-HK')).toBe('2026年11月22日 00:00');
    expect(writeInstant(midnight, 'Europe/London', 'en')).toBe('21 Nov 2026, 16:00');
  });
  it('to the day or the second', () => {
    expect(writeInstant(midnight, 'Asia/Hong_Kong', 'en', { precision: 'day' })).toBe('22 Nov 2026');
    expect(writeInstant(midnight, 'UTC', 'en', { precision: 'second' })).toBe('21 Nov 2026, 16:00:00');
    expect(writeInstant(midnight, 'UTC', 'en', { style: 'short' })).toBe('21 Nov, 16:00');
  });
});
