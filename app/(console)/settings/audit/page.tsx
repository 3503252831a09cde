import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { listAudit } from '@/lib/access/server/list-audit';
import { settingsContext } from '../settings-context';
import { AuditEntries } from './entries';
import { AuditFilter } from './filter';
import { parseAuditSearch } from './search-params';
import { VerifyChain } from './verify-chain';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tabs'))('audit') };
}

export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ ctx, timeZone }, params, t] = await Promise.all([
    settingsContext('audit.read'),
    searchParams,
    getTranslations('settings.audit'),
  ]);
  const search = parseAuditSearch(params);
  const { rows, next } = await listAudit(ctx, search);
  return (
    <>
      <PageHeader title={t('sentence')} sub={t('sub')} />
      <VerifyChain />
      <AuditFilter search={search} />
      <AuditEntries rows={rows} next={next} search={search} timeZone={timeZone} />
    </>
  );
}
