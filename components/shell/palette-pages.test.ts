import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '@/messages/en.json';
import zh from '@/messages/zh-HK.json';
import { AREAS } from './areas';
import { PALETTE_PAGES } from './palette-pages';

const page = (href: string) =>
  path.resolve(import.meta.dirname, '../../app/(console)', `.${href}`, 'page.tsx');

describe('places the shell leads to', () => {
  it.each([...PALETTE_PAGES, ...AREAS])('$href has a page and a name in both languages', ({ key, href }) => {
    expect(existsSync(page(href))).toBe(true);
    expect(en.shell).toHaveProperty(key);
    expect(zh.shell).toHaveProperty(key);
  });
});

/** Every message key with the arguments it takes, for comparing the two languages. */
function keysOf(messages: object, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

/** The server words its refusals in English; these are their translations, so only Chinese has them. */
const ONLY_CHINESE = /^errors\.(paths|codes)\./;

it('says everything in both languages', () => {
  const chinese = keysOf(zh).filter((key) => !ONLY_CHINESE.test(key));
  expect(chinese.sort()).toEqual(keysOf(en).sort());
});
