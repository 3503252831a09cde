import { getTranslations } from 'next-intl/server';
import { TableSkeleton } from '@/components/ui/skeleton';

/** Replaying a month takes some seconds. */
export default async function ReplayLoading() {
  const t = await getTranslations('routing.replay');
  return (
    <>
      <p className="pb-4 text-ink2">{t('running')}</p>
      <TableSkeleton label={t('running')} />
    </>
  );
}
