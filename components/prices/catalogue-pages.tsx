'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Pagination } from '@/components/ui/pagination';
import { formatCount } from '@/lib/money/format';
import { type CatalogueSearch, catalogueHref } from './catalogue-filter';

export function CataloguePages({
  search,
  total,
  pageSize,
}: {
  search: CatalogueSearch;
  total: number;
  pageSize: number;
}) {
  const t = useTranslations('prices');
  const router = useRouter();
  const last = Math.max(1, Math.ceil(total / pageSize));
  const to = (page: number) => () => router.push(catalogueHref({ ...search, page }));
  const from = (search.page - 1) * pageSize + 1;
  return (
    <Pagination
      summary={t('summary', {
        from: formatCount(from),
        to: formatCount(Math.min(total, from + pageSize - 1)),
        total: formatCount(total),
      })}
      onPrevious={search.page > 1 ? to(search.page - 1) : undefined}
      onNext={search.page < last ? to(search.page + 1) : undefined}
    />
  );
}
