import { expect, it } from 'vitest';
import { localeFromHeader } from './locales';

it.each([
  [null, null],
  ['', null],
  ['fr-FR,de;q=0.8', null],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-HK,zh;q=0.9,en;q=0.8', 'zh-HK'],
  ['zh-TW', 'zh-HK'],
  ['en;q=0.3,zh-Hant-HK;q=0.8', 'zh-HK'],
  ['zh;q=0,en;q=0.1', 'en'],
])('reads %s as %s', (header, locale) => {
  expect(localeFromHeader(header)).toBe(locale);
});
