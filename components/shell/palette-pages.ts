/** Pages ⌘K goes to. Keys are messages of the shell. A test checks that every address has a page. */
export const PALETTE_PAGES = [
  { key: 'explore', href: '/explore' },
  { key: 'prices', href: '/prices' },
  { key: 'priceDifferences', href: '/prices/differences' },
  { key: 'exchangeRates', href: '/prices/fx' },
  { key: 'data', href: '/data' },
  { key: 'dataTags', href: '/data/tags' },
  { key: 'inbox', href: '/inbox' },
  { key: 'settings', href: '/settings' },
  { key: 'settingsOrganisation', href: '/settings/organisation' },
  { key: 'settingsPeople', href: '/settings/people' },
  { key: 'settingsTeams', href: '/settings/teams' },
  { key: 'settingsKeys', href: '/settings/keys' },
  { key: 'settingsAlerts', href: '/settings/alerts' },
  { key: 'settingsAudit', href: '/settings/audit' },
  { key: 'settingsRoles', href: '/settings/roles' },
  { key: 'settingsProfile', href: '/settings/profile' },
] as const;
