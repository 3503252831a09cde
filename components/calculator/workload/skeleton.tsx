import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's own shape while it is on its way. */
export function CalculatorSkeleton() {
  const t = useTranslations('calculator');
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="h-5 w-48" />
      <Skeleton className="mt-4 h-8 w-full max-w-2xl" />
      <Skeleton className="mt-4 h-4 w-full max-w-md" />
      <Skeleton className="mt-6 h-16 w-full" />
      <div className="mt-6 grid gap-10 lg:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
        <Skeleton className="h-96 w-full" />
        <Skeleton className="h-96 w-full" />
      </div>
    </div>
  );
}
