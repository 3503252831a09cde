/** The areas of the console that exist, in the order of the rail. `key` is also the message key. */
export const AREAS = [
  { key: 'explore', href: '/explore' },
  { key: 'workflows', href: '/workflows' },
  { key: 'budgets', href: '/budgets' },
  { key: 'calculator', href: '/calculator' },
  { key: 'forecast', href: '/forecast' },
  { key: 'prices', href: '/prices' },
  { key: 'data', href: '/data' },
  { key: 'settings', href: '/settings' },
] as const;

export type AreaKey = (typeof AREAS)[number]['key'];

/** A word beside an area that asks for attention, such as "6 % untagged". */
export type RailNotes = Partial<Record<AreaKey, string>>;
