import { getTranslations } from 'next-intl/server';
import { TableSkeleton } from '@/components/ui/skeleton';

export default async function Loading() {
  return <TableSkeleton label={(await getTranslations('common'))('loading')} />;
}
