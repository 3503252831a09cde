'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { MODEL_TIERS } from '@/lib/pricing/rates';

export interface CatalogueSearch {
  search: string;
  provider: string | null;
  tier: string | null;
  show: string;
  page: number;
}

/** The address of a search: what is at its default stays out. */
export function catalogueHref(search: CatalogueSearch): string {
  const params = new URLSearchParams();
  if (search.search) params.set('q', search.search);
  if (search.provider) params.set('provider', search.provider);
  if (search.tier) params.set('tier', search.tier);
  if (search.show !== 'all') params.set('show', search.show);
  if (search.page > 1) params.set('page', String(search.page));
  const text = params.toString();
  return text ? `/prices?${text}` : '/prices';
}

const ALL = '*';

/** Search and filters; every change is a new address, so that it can be shared and the back button works. */
export function CatalogueFilter({
  search,
  providers,
}: {
  search: CatalogueSearch;
  providers: readonly { key: string; name: string }[];
}) {
  const t = useTranslations('prices');
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  const go = (change: Partial<CatalogueSearch>) =>
    startTransition(() => router.push(catalogueHref({ ...search, page: 1, ...change })));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    go({ search: String(new FormData(event.currentTarget).get('q') ?? '').trim() });
  }

  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <form onSubmit={submit} className="flex min-w-0 grow gap-2 sm:max-w-[340px]" key={search.search}>
        <Input
          name="q"
          type="search"
          defaultValue={search.search}
          aria-label={t('filter.search')}
          placeholder={t('filter.search')}
        />
        <Button type="submit" busy={busy}>
          {t('filter.submit')}
        </Button>
      </form>
      <Select
        aria-label={t('filter.provider')}
        value={search.provider ?? ALL}
        onValueChange={(value) => go({ provider: value === ALL ? null : value })}
        options={[
          { value: ALL, label: t('filter.allProviders') },
          ...providers.map(({ key, name }) => ({ value: key, label: name })),
        ]}
      />
      <Select
        aria-label={t('filter.tier')}
        value={search.tier ?? ALL}
        onValueChange={(value) => go({ tier: value === ALL ? null : value })}
        options={[
          { value: ALL, label: t('filter.allTiers') },
          ...MODEL_TIERS.map((tier) => ({ value: tier, label: t(`tiers.${tier}`) })),
        ]}
      />
      <Select
        aria-label={t('filter.show')}
        value={search.show}
        onValueChange={(show) => go({ show })}
        options={(['all', 'priced', 'unpriced', 'differing', 'compared'] as const).map((value) => ({
          value: value as string,
          label: t(`filter.${value}`),
        }))}
      />
    </div>
  );
}
