import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { LinkTabs } from '@/components/ui/link-tabs';
import { dataContext } from './data-context';

export default async function DataLayout({ children }: { children: ReactNode }) {
  const [{ may }, t] = await Promise.all([dataContext(), getTranslations('data.tabs')]);
  const tabs = [
    { href: '/data', label: t('health') },
    { href: '/data/tags', label: t('tags') },
    { href: '/data/unpriced', label: t('unpriced') },
    ...(may('usage.import') ? [{ href: '/data/imports', label: t('imports') }] : []),
  ];
  return (
    <AreaMessages of={['data']}>
      <LinkTabs tabs={tabs} label={t('label')} className="mb-5" />
      {children}
    </AreaMessages>
  );
}
