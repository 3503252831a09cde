import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  const t = useTranslations('shell');
  return (
    <main className="mx-auto max-w-[1180px] px-4 pt-16 md:px-10">
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
    </main>
  );
}
