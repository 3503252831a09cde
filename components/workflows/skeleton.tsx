import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's own shape while its figures are read. */
export function WorkflowsSkeleton() {
  const t = useTranslations('common');
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="h-8 w-40" />
      <Skeleton className="mt-4 h-8 w-full max-w-2xl" />
      <Skeleton className="mt-2 h-8 w-80 max-w-full" />
      <Skeleton className="mt-4 h-4 w-full max-w-md" />
      <Skeleton className="mt-8 h-96 w-full" />
    </div>
  );
}
