import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's own shape while its figures are read, so that nothing moves when they come. */
export function ExploreSkeleton() {
  const t = useTranslations('explore');
  return (
    <div role="status" aria-label={t('updating')}>
      <Skeleton className="h-5 w-64" />
      <Skeleton className="mt-4 h-8 w-full max-w-2xl" />
      <Skeleton className="mt-2 h-8 w-96 max-w-full" />
      <Skeleton className="mt-4 h-4 w-full max-w-xl" />
      <Skeleton className="mt-8 h-24 w-full" />
      <Skeleton className="mt-6 h-8 w-full max-w-3xl" />
      <Skeleton className="mt-8 h-[280px] w-full" />
      <Skeleton className="mt-8 h-80 w-full" />
    </div>
  );
}
