import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { inboxHref } from './inbox-keys';

/** Nothing to show: because there was never anything, or because all of it was read. */
export function InboxEmpty({ unreadOnly }: { unreadOnly: boolean }) {
  const t = useTranslations('alerts.inbox');
  return unreadOnly ? (
    <EmptyState
      title={t('emptyUnread')}
      action={
        <Button asChild>
          <Link href={inboxHref({})}>{t('showAll')}</Link>
        </Button>
      }
    >
      {t('emptyUnreadText')}
    </EmptyState>
  ) : (
    <EmptyState
      title={t('empty')}
      action={
        <Button asChild variant="primary">
          <Link href="/budgets">{t('toBudgets')}</Link>
        </Button>
      }
    >
      {t('emptyText')}
    </EmptyState>
  );
}
