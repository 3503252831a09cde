/**
 * The one permission table (who may do what, and how far). Rendered as docs/roles.md and tested for
 * every role × every verb and question × own team and other team.
 */
export const ROLES = ['cfo', 'admin', 'team_lead', 'engineer', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (value: string): value is Role => (ROLES as readonly string[]).includes(value);

/** `all`: every team. `own`: the actor's teams only. `none`: refused. */
export type Reach = 'all' | 'own' | 'none';

const row = (
  cfo: Reach,
  admin: Reach,
  team_lead: Reach,
  engineer: Reach,
  auditor: Reach,
): Record<Role, Reach> => ({
  cfo,
  admin,
  team_lead,
  engineer,
  auditor,
});

export const PERMISSIONS = {
  //                       cfo    admin   lead    engineer auditor
  'board.read': row('all', 'all', 'all', 'none', 'all'),
  'board.targets': row('all', 'none', 'none', 'none', 'none'),
  'usage.read': row('all', 'all', 'own', 'own', 'all'),
  'usage.import': row('none', 'all', 'none', 'none', 'none'),
  'usage.reprice': row('all', 'all', 'none', 'none', 'none'),
  'taxonomy.read': row('all', 'all', 'all', 'all', 'all'),
  'taxonomy.edit': row('none', 'all', 'none', 'none', 'none'),
  'data.read': row('all', 'all', 'own', 'own', 'all'),
  'prices.read': row('all', 'all', 'all', 'all', 'all'),
  'prices.edit': row('all', 'all', 'none', 'none', 'none'),
  'fx.read': row('all', 'all', 'all', 'all', 'all'),
  'fx.edit': row('all', 'all', 'none', 'none', 'none'),
  'people.read': row('none', 'all', 'none', 'none', 'all'),
  'people.edit': row('none', 'all', 'none', 'none', 'none'),
  'people.lookup': row('none', 'all', 'none', 'none', 'none'),
  'teams.read': row('none', 'all', 'own', 'none', 'all'),
  'teams.edit': row('none', 'all', 'none', 'none', 'none'),
  'departments.read': row('none', 'all', 'none', 'none', 'all'),
  'keys.read': row('none', 'all', 'own', 'none', 'all'),
  'keys.edit': row('none', 'all', 'own', 'none', 'none'),
  'settings.read': row('none', 'all', 'none', 'none', 'all'),
  'settings.edit': row('none', 'all', 'none', 'none', 'none'),
  'budgets.read': row('all', 'all', 'own', 'own', 'all'),
  'budgets.edit': row('all', 'all', 'own', 'none', 'none'),
  'budgets.envelope': row('all', 'all', 'none', 'none', 'none'),
  'budgets.request': row('all', 'all', 'own', 'none', 'none'),
  'budgets.decide': row('all', 'all', 'none', 'none', 'none'),
  'budgets.stop': row('all', 'all', 'own', 'none', 'none'),
  'alerts.read': row('all', 'all', 'all', 'all', 'all'),
  'channels.read': row('none', 'all', 'none', 'none', 'all'),
  'channels.edit': row('none', 'all', 'none', 'none', 'none'),
  'audit.read': row('all', 'all', 'none', 'none', 'all'),
  'views.read': row('all', 'all', 'all', 'all', 'all'),
  'views.edit': row('all', 'all', 'all', 'all', 'none'),
  'calculator.use': row('all', 'all', 'all', 'all', 'all'),
  // Everyone edits only their own; the reach says whose they see.
  'scenarios.read': row('all', 'all', 'own', 'own', 'all'),
  'scenarios.edit': row('all', 'all', 'own', 'own', 'none'),
  'forecast.plan': row('all', 'all', 'own', 'none', 'none'),
  'savings.propose': row('all', 'all', 'own', 'none', 'none'),
  'months.read': row('all', 'all', 'all', 'all', 'all'),
  'months.close': row('all', 'none', 'none', 'none', 'none'),
  'outcomes.read': row('all', 'all', 'own', 'own', 'all'),
  'outcomes.edit': row('all', 'all', 'own', 'none', 'none'),
  'invoices.edit': row('all', 'all', 'none', 'none', 'none'),
  'chargeback.read': row('all', 'all', 'own', 'none', 'all'),
  'chargeback.edit': row('all', 'all', 'none', 'none', 'none'),
  'packs.issue': row('all', 'none', 'none', 'none', 'none'),
  'routing.read': row('all', 'all', 'own', 'own', 'all'),
  'routing.draft': row('all', 'all', 'own', 'own', 'none'),
  'routing.submit': row('all', 'all', 'own', 'none', 'none'),
  'routing.approve': row('all', 'all', 'none', 'none', 'none'),
  'routing.publish': row('all', 'all', 'none', 'none', 'none'),
  'evaluation.read': row('all', 'all', 'own', 'own', 'all'),
  'evaluation.edit': row('all', 'all', 'own', 'own', 'none'),
  'evaluation.consent': row('none', 'all', 'own', 'none', 'none'),
  'profile.edit': row('all', 'all', 'all', 'all', 'all'),
} as const satisfies Record<string, Record<Role, Reach>>;

export type Permission = keyof typeof PERMISSIONS;

export const reach = (role: Role, permission: Permission): Reach => PERMISSIONS[permission][role];
