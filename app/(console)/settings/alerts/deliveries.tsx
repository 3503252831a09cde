'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PlainTable } from '@/components/ui/plain-table';
import { Section } from '@/components/ui/section';
import type { ChannelRow, DeliveryPage } from '@/lib/alerts/alert-dto';
import { DeliveryFilter } from './delivery-filter';
import { DeliveryTableRow } from './delivery-row';
import { type DeliverySearch, deliveriesHref } from './search-params';

/** What was sent to whom and what came back, newest first. */
export function Deliveries({
  page,
  channels,
  search,
  editable,
  timeZone,
  onChanged,
}: {
  page: DeliveryPage;
  channels: readonly ChannelRow[];
  search: DeliverySearch;
  editable: boolean;
  timeZone: string;
  onChanged: () => void;
}) {
  const t = useTranslations('alerts.log');
  const filtered = search.to !== null || search.state !== null;
  return (
    <Section
      title={t('title')}
      note={t('note')}
      actions={
        <>
          {search.before && (
            <Button asChild size="sm">
              <Link href={deliveriesHref({ ...search, before: null })}>{t('newest')}</Link>
            </Button>
          )}
          {page.next && (
            <Button asChild size="sm">
              <Link href={deliveriesHref({ ...search, before: page.next })}>{t('older')}</Link>
            </Button>
          )}
        </>
      }
    >
      {(filtered || page.rows.length > 0) && <DeliveryFilter channels={channels} search={search} />}
      {page.rows.length === 0 ? (
        <EmptyState
          title={filtered ? t('emptyFiltered') : t('empty')}
          action={
            filtered && (
              <Button asChild>
                <Link href={deliveriesHref({})}>{t('clear')}</Link>
              </Button>
            )
          }
        >
          {!filtered && t('emptyText')}
        </EmptyState>
      ) : (
        <PlainTable
          caption={t('title')}
          headings={[
            { key: 'when', label: t('when'), hideOnPhone: true },
            { key: 'alert', label: <span className="max-sm:-ml-4">{t('alert')}</span> },
            { key: 'to', label: t('to'), hideOnPhone: true },
            { key: 'state', label: t('state') },
            { key: 'attempts', label: t('attempts') },
            { key: 'do', label: <span className="sr-only">{t('again')}</span>, hideOnPhone: true },
          ]}
        >
          {page.rows.map((delivery) => (
            <DeliveryTableRow
              key={delivery.id}
              delivery={delivery}
              editable={editable}
              timeZone={timeZone}
              onChanged={onChanged}
            />
          ))}
        </PlainTable>
      )}
    </Section>
  );
}
