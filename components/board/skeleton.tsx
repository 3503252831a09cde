import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

/** The board's own shape while it is read, so that nothing moves when it comes. */
export function BoardSkeleton() {
  const t = useTranslations('common');
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="h-7 w-72 max-w-full" />
      <Skeleton className="mt-4 h-8 w-full max-w-2xl" />
      <Skeleton className="mt-3 h-4 w-full max-w-3xl" />
      <Skeleton className="mt-9 h-80 w-full" />
      <div className="mt-8 grid gap-11 lg:grid-cols-2">
        <Skeleton className="h-52" />
        <Skeleton className="h-52" />
      </div>
    </div>
  );
}
