/** Query key of the inbox. */
export const INBOX_KEY = ['inbox'] as const;

/** How often the bell and the page look again: alerts are no chat. */
export const INBOX_POLL_MS = 30_000;

/** What the address of the inbox says; anything malformed is left out. */
export interface InboxSearch {
  unreadOnly: boolean;
  before: string | null;
}

export function parseInboxSearch(params: Record<string, string | string[] | undefined>): InboxSearch {
  const { before } = params;
  return {
    unreadOnly: params.show === 'unread',
    before: typeof before === 'string' && /^\d{1,18}$/.test(before) ? before : null,
  };
}

export function inboxHref(search: Partial<InboxSearch>): string {
  const params = new URLSearchParams();
  if (search.unreadOnly) params.set('show', 'unread');
  if (search.before) params.set('before', search.before);
  return params.size > 0 ? `/inbox?${params}` : '/inbox';
}
