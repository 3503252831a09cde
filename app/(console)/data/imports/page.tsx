import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { QueryProvider } from '@/components/shell/query-provider';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { MAX_UPLOAD_BYTES } from '@/lib/usage/import-dto';
import { listImports } from '@/lib/usage/server/list-imports';
import { listMappings } from '@/lib/usage/server/list-mappings';
import { STANDARD_TAG_DEFINITIONS } from '@/lib/usage/taxonomy';
import { dataContext } from '../data-context';
import { ImportsClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('data.tabs'))('imports') };
}

export default async function ImportsPage() {
  const [{ ctx, may, timeZone }, locale, data] = await Promise.all([
    dataContext(),
    getLocale(),
    getTranslations('data'),
  ]);
  if (!may('usage.import')) return <EmptyState title={data('notAllowed')} />;
  const [imports, mappings, t] = await Promise.all([
    listImports(ctx, {}),
    listMappings(ctx, {}),
    getTranslations('data.imports'),
  ]);
  const running = imports.filter((row) => row.state === 'running').length;
  const tagLabels = Object.fromEntries(
    STANDARD_TAG_DEFINITIONS.map((tag) => [tag.key, locale === 'zh-HK' ? tag.labelZh : tag.labelEn]),
  );
  return (
    <>
      <PageHeader
        title={running > 0 ? t('sentenceRunning', { n: running }) : t('sentence', { n: imports.length })}
        sub={t('sub', { limit: MAX_UPLOAD_BYTES / 1024 / 1024 })}
      />
      <QueryProvider>
        <ImportsClient mappings={mappings} initial={imports} tagLabels={tagLabels} timeZone={timeZone} />
      </QueryProvider>
    </>
  );
}
