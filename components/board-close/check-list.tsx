import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatShareOf } from '@/lib/attribution/figure';
import {
  type Check,
  type CheckKey,
  INVOICE_TOLERANCE,
  type InvoiceCheck,
  SILENT_DAYS,
  UNTAGGED_LIMIT,
} from '@/lib/board/close';
import { formatCount, formatMoney } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';

/** What is looked at before a month is closed: each with its state, what was found and where to settle it. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  const t = useTranslations('boardClose');
  return (
    <ul className="grid">
      {checks.map((check) => (
        <li key={check.key} className="grid gap-1.5 border-b py-3 first:pt-0 last:border-b-0">
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <h3 className="font-medium">{t(`checks.${check.key}.title`)}</h3>
            <Status tone={check.isOpen ? 'warn' : 'good'}>{t(check.isOpen ? 'open' : 'settled')}</Status>
            {check.isOpen && check.key !== 'invoices' && (
              <Link href={PLACES[check.key]} className="text-link ml-auto text-sm">
                {t(`checks.${check.key}.settle`)}
              </Link>
            )}
          </div>
          <Found check={check} />
        </li>
      ))}
    </ul>
  );
}

const PLACES: Record<Exclude<CheckKey, 'invoices'>, string> = {
  untagged: '/data/tags',
  unpriced: '/data/unpriced',
  late_sources: '/data',
};

function Found({ check }: { check: Check }): ReactNode {
  const t = useTranslations('boardClose.checks');
  const locale = useLocale();
  const text = (content: string) => <p className="max-w-[64em] text-ink2">{content}</p>;
  switch (check.key) {
    case 'untagged':
      if (check.share === null) return text(t('nothing'));
      return text(
        t('untagged.found', {
          share: formatShareOf(check.share),
          limit: formatShareOf(UNTAGGED_LIMIT),
        }),
      );
    case 'unpriced':
      return text(
        t('unpriced.found', {
          count: check.requests === '0' ? 0 : 1,
          requests: formatCount(check.requests),
          tokens: formatCount(check.tokens),
        }),
      );
    case 'late_sources':
      if (check.sources.length === 0) return text(t('late_sources.none', { days: SILENT_DAYS }));
      return (
        <ul className="grid gap-0.5 text-ink2">
          {check.sources.map(({ key, lastDay }) => (
            <li key={key}>
              {t('late_sources.last', { source: key, day: writeDay(lastDay, 'medium', locale) })}
            </li>
          ))}
        </ul>
      );
    case 'invoices':
      return check.providers.length === 0 ? text(t('nothing')) : <Bills providers={check.providers} />;
  }
}

function Bills({ providers }: { providers: readonly InvoiceCheck[] }) {
  const t = useTranslations('boardClose.checks.invoices');
  const both = useTranslations('boardClose');
  return (
    <>
      <p className="text-ink2">{t('found', { tolerance: formatShareOf(INVOICE_TOLERANCE) })}</p>
      <TableScroll label={t('title')}>
        <table className="data-table">
          <caption className="sr-only">{t('title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('provider')}</th>
              <th scope="col" data-align="right">
                {t('metered')}
              </th>
              <th scope="col" data-align="right">
                {t('invoiced')}
              </th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('difference')}
              </th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {providers.map((one) => (
              <tr key={one.providerId}>
                <th scope="row" className="text-left font-normal">
                  {one.provider}
                </th>
                <td data-align="right">{formatMoney(one.metered, 'USD', 2)}</td>
                <td data-align="right">
                  {one.invoiced === null ? '–' : formatMoney(one.invoiced, 'USD', 2)}
                </td>
                <td data-align="right" className="max-sm:hidden">
                  {formatShareOf(one.difference, 1, true)}
                </td>
                <td>
                  <Status tone={one.isOpen ? 'warn' : 'good'}>
                    {one.invoices === 0 ? t('missing') : both(one.isOpen ? 'open' : 'settled')}
                  </Status>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  );
}
