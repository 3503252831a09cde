import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { RestatedOutcomes } from '@/components/board/restated-outcomes';
import { CheckList } from '@/components/board-close/check-list';
import { CloseForm } from '@/components/board-close/close-form';
import { Invoices } from '@/components/board-close/invoices';
import { MonthSelect } from '@/components/board-close/month-select';
import { ReopenButton } from '@/components/board-close/reopen-button';
import { RestatedMonths } from '@/components/board-close/restated-months';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { lastMonthOver } from '@/lib/board/board-months';
import { firstDayOf } from '@/lib/board/month';
import { closeChecklist } from '@/lib/board/server/close-checklist';
import { listInvoices } from '@/lib/board/server/list-invoices';
import { restatements } from '@/lib/board/server/restatements';
import { listProviders } from '@/lib/pricing/server/list-providers';
import { writeDay, writeInstant } from '@/lib/time/write';
import { zoneOf } from '@/lib/usage/server/zone';
import { boardContext } from '../board-context';
import { monthsUntil, readMonth } from '../search-params';
import { close, record, reopen, withdraw } from './actions';

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('boardClose'))('title') };
}

export default async function ClosePage({ searchParams }: PageProps) {
  const [asked, { ctx, may, currency, today }, locale, t] = await Promise.all([
    searchParams,
    boardContext(),
    getLocale(),
    getTranslations('boardClose'),
  ]);
  const month = readMonth(asked.month, today) ?? lastMonthOver(today);
  const [list, invoices, providers, restated, timeZone] = await Promise.all([
    closeChecklist(ctx, { month }),
    listInvoices(ctx, { month }),
    listProviders(ctx, {}),
    restatements(ctx, { month, currency }),
    zoneOf(ctx.db),
  ]);
  const open = list.checks.filter(({ isOpen }) => isOpen).map(({ key }) => key);
  const name = writeDay(firstDayOf(month), 'month', locale);
  const closed = list.closedAt && {
    who: list.closedBy ?? '',
    day: writeInstant(list.closedAt, timeZone, locale, { precision: 'day' }),
  };
  const sentence = closed
    ? t('sentence.closed', { month: name, ...closed })
    : t(`sentence.${list.state}`, { month: name, open: open.length });
  return (
    <AreaMessages of={['boardClose', 'errors']}>
      <PageHeader
        bar={<MonthSelect path="/board/close" label={t('month')} month={month} months={monthsUntil(today)} />}
        title={sentence}
        sub={t('sub')}
      />
      <Section title={t('checklist')} note={list.frozen ? t('asClosed') : undefined}>
        <CheckList checks={list.checks} />
        {list.note && <p className="mt-3 max-w-[64em]">{t('acknowledged', { note: list.note })}</p>}
      </Section>
      {(closed || (list.state === 'over' && may('months.close'))) && (
        <Section title={t(closed ? 'reopen.section' : 'close.section')}>
          {closed ? (
            <div className="grid justify-items-start gap-3">
              <p className="max-w-[64em] text-ink2">{t(list.frozen ? 'frozen' : 'unfrozen')}</p>
              {may('months.close') && <ReopenButton {...{ month, name, reopen }} />}
            </div>
          ) : (
            <CloseForm key={month} {...{ month, name, open, close }} />
          )}
        </Section>
      )}
      <Section title={t('invoices.title')} note={t('invoices.titleNote')}>
        <Invoices
          {...{ month, invoices, providers, today }}
          actions={may('invoices.edit') && !closed ? { record, withdraw } : null}
        />
      </Section>
      {restated.length > 0 && (
        <Section title={t('restated.title')} note={t('restated.note')}>
          <RestatedMonths {...{ restated, currency }} />
          <RestatedOutcomes {...{ restated, currency }} />
        </Section>
      )}
    </AreaMessages>
  );
}
