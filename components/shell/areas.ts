import { type Permission, type Role, reach } from '@/lib/access/permissions';

/** The areas of the console that exist, in the order of the rail. `key` is also the message key. */
export const AREAS = [
  { key: 'board', href: '/board', permission: 'board.read' },
  { key: 'explore', href: '/explore' },
  { key: 'workflows', href: '/workflows' },
  { key: 'budgets', href: '/budgets' },
  { key: 'routing', href: '/routing', permission: 'routing.read' },
  { key: 'calculator', href: '/calculator' },
  { key: 'forecast', href: '/forecast' },
  { key: 'prices', href: '/prices' },
  { key: 'data', href: '/data' },
  { key: 'settings', href: '/settings' },
] as const satisfies readonly { key: string; href: string; permission?: Permission }[];

/** Whether a place may be shown to a role: one that needs a permission, only to who has it in some reach. */
export const isShownTo = (role: Role, place: { key: string; permission?: Permission }): boolean =>
  place.permission === undefined || reach(role, place.permission) !== 'none';

export type AreaKey = (typeof AREAS)[number]['key'];

/** A word beside an area that asks for attention, such as "6 % untagged". */
export type RailNotes = Partial<Record<AreaKey, string>>;
