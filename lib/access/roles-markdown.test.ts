import path from 'node:path';
import { expect, it } from 'vitest';
import en from '../../messages/en.json';
import zh from '../../messages/zh-HK.json';
import { PERMISSIONS } from './permissions';
import { rolesMarkdown } from './roles-markdown';

const file = path.join(import.meta.dirname, '../../docs/roles.md');

it('docs/roles.md is the table of lib/access/permissions.ts', async () => {
  const { roles, permissions } = en.settings;
  await expect(rolesMarkdown({ roles, permissions })).toMatchFileSnapshot(file);
});

it('every permission has words in both languages', () => {
  const keys = Object.keys(PERMISSIONS).map((permission) => permission.replace('.', '_'));
  expect(Object.keys(en.settings.permissions).sort()).toEqual([...keys].sort());
  expect(Object.keys(zh.settings.permissions).sort()).toEqual([...keys].sort());
});
