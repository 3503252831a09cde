import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IngestDays, IngestHours } from '@/components/data/ingest-days';
import { RejectionsTable, SourcesTable } from '@/components/data/sources-table';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { IngestDay } from '@/lib/usage/ingest-health';
import { ingestHealth } from '@/lib/usage/server/ingest-health';
import { listSources } from '@/lib/usage/server/list-sources';
import { dataContext } from './data-context';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('data'))('title') };
}

export default async function DataPage() {
  const { ctx, timeZone } = await dataContext();
  const [health, sources, t] = await Promise.all([
    ingestHealth(ctx, {}),
    listSources(ctx, {}),
    getTranslations('data.health'),
  ]);
  const week = (key: Exclude<keyof IngestDay, 'day'>): number =>
    Number(health.days.reduce((sum, day) => sum + BigInt(day[key]), 0n));
  return (
    <>
      <PageHeader
        title={t('sentence', {
          accepted: week('accepted'),
          rejected: week('rejected'),
          unpriced: week('unpriced'),
        })}
        sub={t('sub', { zone: timeZone })}
      />
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
        <Section title={t('days')} className="mt-0">
          <IngestDays health={health} />
        </Section>
        <Section title={t('hours')} note={t('hoursNote')} className="mt-0">
          <IngestHours hours={health.hours} timeZone={timeZone} />
        </Section>
      </div>
      <Section title={t('sources')} note={t('sourcesNote')} className="mt-8">
        <SourcesTable sources={sources} timeZone={timeZone} />
      </Section>
      <Section title={t('rejections')} note={t('rejectionsNote')}>
        <RejectionsTable rows={health.rejections} timeZone={timeZone} />
      </Section>
    </>
  );
}
