export const AUDIT_AREAS = [
  'user',
  'session',
  'team',
  'department',
  'key',
  'organisation',
  'person',
  'tag',
  'price',
  'discount',
  'fx',
  'usage',
  'month',
  'import',
  'view',
  'budget',
  'scenario',
  'initiative',
  'channel',
  'delivery',
  'alert',
] as const;

/** What the address of the audit page says. Anything malformed is left out. */
export interface AuditSearch {
  action?: string;
  search?: string;
  from?: string;
  to?: string;
  before?: string;
}

const PATTERNS: Record<keyof AuditSearch, RegExp> = {
  action: /^[a-z_.]{1,64}$/,
  search: /^.{1,120}$/,
  from: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  to: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  before: /^\d{1,18}$/,
};

export function parseAuditSearch(params: Record<string, string | string[] | undefined>): AuditSearch {
  const search: AuditSearch = {};
  for (const key of ['action', 'search', 'from', 'to', 'before'] as const) {
    const value = params[key];
    if (typeof value !== 'string' || !PATTERNS[key].test(value)) continue;
    if ((key === 'from' || key === 'to') && Number.isNaN(Date.parse(value))) continue;
    search[key] = value;
  }
  return search;
}

/** The address of the page for a search. */
export function auditHref(search: AuditSearch): string {
  const params = new URLSearchParams(Object.entries(search).filter(([, value]) => value));
  return params.size > 0 ? `/settings/audit?${params}` : '/settings/audit';
}
