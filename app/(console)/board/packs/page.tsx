import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { IssuedPacks } from '@/components/packs/issued-packs';
import { Recipients } from '@/components/packs/recipients';
import { ScheduleForm } from '@/components/packs/schedule-form';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { lastMonthOver } from '@/lib/board/board-months';
import { firstDayOf } from '@/lib/board/month';
import { getPackSchedule } from '@/lib/board/server/get-pack-schedule';
import { listPackRecipients } from '@/lib/board/server/list-pack-recipients';
import { listPacks } from '@/lib/board/server/list-packs';
import { writeDay } from '@/lib/time/write';
import { zoneOf } from '@/lib/usage/server/zone';
import { boardContext } from '../board-context';
import { addRecipient, removeRecipient, setSchedule } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('packs'))('title') };
}

export default async function PacksPage() {
  const [{ ctx, may, today }, locale, t] = await Promise.all([
    boardContext(),
    getLocale(),
    getTranslations('packs'),
  ]);
  const mayIssue = may('packs.issue');
  const [packs, recipients, schedule, timeZone] = await Promise.all([
    listPacks(ctx, {}),
    mayIssue ? listPackRecipients(ctx, {}) : [],
    mayIssue ? getPackSchedule(ctx, {}) : null,
    zoneOf(ctx.db),
  ]);
  const month = lastMonthOver(today);
  const name = writeDay(firstDayOf(month), 'month', locale);
  const issued = packs.find((pack) => pack.month === month);
  return (
    <AreaMessages of={['packs', 'errors']}>
      <PageHeader
        title={
          issued
            ? t('sentence.issued', { month: name, version: issued.version })
            : t('sentence.waiting', { month: name })
        }
        sub={t('sub')}
        actions={
          mayIssue && (
            <Button asChild variant="primary">
              <Link href={`/board/packs/draft?month=${month}`}>{t('openDraft')}</Link>
            </Button>
          )
        }
      />
      <Section title={t('issued.title')} note={t('issued.note')}>
        {packs.length === 0 ? (
          <p className="py-3 text-ink2">{t('issued.none')}</p>
        ) : (
          <IssuedPacks packs={packs} timeZone={timeZone} />
        )}
      </Section>
      {mayIssue && (
        <Section title={t('list.title')} note={t('list.note')}>
          <ScheduleForm key={schedule?.setAt ?? ''} {...{ schedule, timeZone, setSchedule }} />
          <Recipients list={recipients} actions={{ addRecipient, removeRecipient }} />
        </Section>
      )}
    </AreaMessages>
  );
}
