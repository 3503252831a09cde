import { PERMISSIONS, type Permission, ROLES, type Role } from './permissions';

/** The words of the table, from messages/en.json. */
export interface RoleWords {
  roles: Record<string, string>;
  permissions: Record<string, string>;
}

const REACH_WORDS = { all: 'all teams', own: 'own teams', none: '–' } as const;

/** docs/roles.md: the permission table as people read it. */
export function rolesMarkdown({ roles, permissions }: RoleWords): string {
  const cells = (items: readonly string[]) => `| ${items.join(' | ')} |`;
  const label = (permission: Permission) => permissions[permission.replace('.', '_')] ?? permission;
  const rows = (Object.keys(PERMISSIONS) as Permission[]).map((permission) =>
    cells([
      label(permission),
      `\`${permission}\``,
      ...ROLES.map((role: Role) => REACH_WORDS[PERMISSIONS[permission][role]]),
    ]),
  );
  return [
    '# Roles',
    '',
    'Who may do what, and for whom. Rendered from `lib/access/permissions.ts`, which every verb and question checks;',
    'a test tries each of them as every role. Team leads and engineers act for the teams they belong to.',
    '',
    cells(['', 'permission', ...ROLES.map((role) => roles[role] ?? role)]),
    cells(['---', '---', ...ROLES.map(() => '---')]),
    ...rows,
    '',
    'An API key has none of these: it may only do what its scopes say, through the meter.',
    '',
    'To render this page again: `npx vitest run lib/access/roles-markdown.test.ts -u`.',
    '',
  ].join('\n');
}
