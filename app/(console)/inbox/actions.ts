'use server';

import { toResult } from '@/app/action-result';
import { findCtx, getCtx } from '@/app/session';
import type { InboxSearch } from '@/components/alerts/inbox-keys';
import { countUnreadAlerts } from '@/lib/alerts/server/count-unread-alerts';
import { listInbox } from '@/lib/alerts/server/list-inbox';
import { markAlertsRead } from '@/lib/alerts/server/mark-alerts-read';

/** Asked by the bell every half minute: null, and no redirect, when the session has ended meanwhile. */
export async function countUnreadAction(): Promise<number | null> {
  const ctx = await findCtx();
  return ctx && (await countUnreadAlerts(ctx, {}));
}

export const readInboxAction = async (search: InboxSearch) =>
  toResult(async () => listInbox(await getCtx(), search));

/** Null: all of them. */
export const markReadAction = async (alertIds: string[] | null) =>
  toResult(async () => markAlertsRead(await getCtx(), alertIds === null ? { all: true } : { alertIds }));
