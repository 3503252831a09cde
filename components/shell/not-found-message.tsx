import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** What stands in place of a page that is not there, for whoever may look. */
export function NotFoundMessage() {
  const t = useTranslations('shell');
  return (
    <>
      <h1 className="font-serif text-headline text-balance">{t('notFoundTitle')}</h1>
      <EmptyState
        title={t('notFoundText')}
        action={
          <Button variant="primary" asChild>
            <Link href="/explore">{t('toExplore')}</Link>
          </Button>
        }
        className="py-4"
      />
    </>
  );
}
