/** Pages ⌘K goes to. Keys are messages of the shell. A test checks that every address has a page. */
export const PALETTE_PAGES = [
  { key: 'explore', href: '/explore' },
  { key: 'prices', href: '/prices' },
  { key: 'data', href: '/data' },
  { key: 'settings', href: '/settings' },
] as const;
