'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { AlertItem } from '@/components/alerts/alert-item';
import { InboxEmpty } from '@/components/alerts/inbox-empty';
import { INBOX_KEY, INBOX_POLL_MS, type InboxSearch, inboxHref } from '@/components/alerts/inbox-keys';
import { setUnread } from '@/components/alerts/unread-count';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { AlertPreference, InboxPage } from '@/lib/alerts/alert-dto';
import { readInboxAction } from './actions';
import { useMarkRead } from './use-mark-read';

export function InboxClient({
  search,
  page,
  preference,
  timeZone,
}: {
  search: InboxSearch;
  page: InboxPage;
  preference: AlertPreference;
  timeZone: string;
}) {
  const t = useTranslations('alerts.inbox');
  const { markRead, markAll, busy } = useMarkRead();
  const { data } = useQuery({
    queryKey: [...INBOX_KEY, 'page', search],
    queryFn: async () => {
      const result = await readInboxAction(search);
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
    initialData: page,
    refetchInterval: INBOX_POLL_MS,
  });
  useEffect(() => setUnread(data.unread), [data.unread]);

  const byEmail = preference.email ? t('byEmail') : t('notByEmail');
  return (
    <>
      <PageHeader
        title={t('sentence', { unread: data.unread })}
        sub={
          <>
            {t('sub')} {preference.emailReady ? byEmail : t('emailNotReady')}{' '}
            <Link href="/settings/profile#alerts" className="text-link">
              {t('change')}
            </Link>
          </>
        }
      />
      <Section
        title={t('list')}
        actions={
          <>
            <Shown search={search} unread={data.unread} />
            {data.unread > 0 && (
              <Button size="sm" busy={busy} onClick={markAll}>
                {t('markAll')}
              </Button>
            )}
          </>
        }
      >
        {data.rows.length === 0 ? (
          <InboxEmpty unreadOnly={search.unreadOnly} />
        ) : (
          <ol className="border-t">
            {data.rows.map((row) => (
              <AlertItem key={row.alertId} row={row} timeZone={timeZone} onRead={(id) => markRead([id])} />
            ))}
          </ol>
        )}
        <Pages search={search} next={data.next} />
      </Section>
    </>
  );
}

function Shown({ search, unread }: { search: InboxSearch; unread: number }) {
  const t = useTranslations('alerts.inbox');
  const choices = [
    { unreadOnly: false, label: t('all') },
    { unreadOnly: true, label: unread > 0 ? t('unreadCount', { count: unread }) : t('unread') },
  ];
  return (
    <nav aria-label={t('show')} className="flex gap-1">
      {choices.map(({ unreadOnly, label }) => (
        <Button
          key={label}
          asChild
          size="sm"
          variant={search.unreadOnly === unreadOnly ? 'secondary' : 'quiet'}
        >
          <Link
            href={inboxHref({ unreadOnly })}
            aria-current={search.unreadOnly === unreadOnly ? 'page' : undefined}
          >
            {label}
          </Link>
        </Button>
      ))}
    </nav>
  );
}

function Pages({ search, next }: { search: InboxSearch; next: string | null }) {
  const t = useTranslations('alerts.inbox');
  const words = useTranslations('common');
  if (!search.before && !next) return null;
  return (
    <nav aria-label={words('pages')} className="flex gap-2 pt-3">
      {search.before && (
        <Button asChild size="sm">
          <Link href={inboxHref({ unreadOnly: search.unreadOnly })}>{t('newest')}</Link>
        </Button>
      )}
      {next && (
        <Button asChild size="sm">
          <Link href={inboxHref({ ...search, before: next })}>{t('older')}</Link>
        </Button>
      )}
    </nav>
  );
}
