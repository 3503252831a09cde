import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { getDb } from '@/app/database';
import { getCtx } from '@/app/session';
import { parseInboxSearch } from '@/components/alerts/inbox-keys';
import { QueryProvider } from '@/components/shell/query-provider';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { getAlertPreference } from '@/lib/alerts/server/get-alert-preference';
import { listInbox } from '@/lib/alerts/server/list-inbox';
import { InboxClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alerts.inbox'))('title') };
}

export default async function InboxPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [ctx, organisation, params] = await Promise.all([getCtx(), getOrganisation(getDb()), searchParams]);
  const search = parseInboxSearch(params);
  const [page, preference] = await Promise.all([listInbox(ctx, search), getAlertPreference(ctx, {})]);
  return (
    <AreaMessages of={['alerts']}>
      <QueryProvider>
        <InboxClient
          search={search}
          page={page}
          preference={preference}
          timeZone={organisation?.timeZone ?? 'Asia/Hong_Kong'}
        />
      </QueryProvider>
    </AreaMessages>
  );
}
