'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { TableScroll } from '@/components/ui/table-scroll';
import type { InvoiceDto } from '@/lib/board/close';
import { isCurrency } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';
import type { CloseActions } from './close-actions';
import { InvoiceDialog } from './invoice-dialog';

/** What providers billed for the month; with `actions`, to record and withdraw. */
export function Invoices({
  month,
  invoices,
  providers,
  today,
  actions,
}: {
  month: string;
  invoices: readonly InvoiceDto[];
  providers: readonly { providerId: string; name: string }[];
  today: string;
  /** Null: the reader only reads, or the month is closed. */
  actions: Pick<CloseActions, 'record' | 'withdraw'> | null;
}) {
  const t = useTranslations('boardClose.invoices');
  const [adding, setAdding] = useState(false);
  return (
    <div className="grid gap-3">
      {invoices.length === 0 ? (
        <p className="text-ink2">{t('none')}</p>
      ) : (
        <InvoiceTable invoices={invoices} withdraw={actions?.withdraw ?? null} />
      )}
      {actions && (
        <div>
          <Button onClick={() => setAdding(true)}>{t('add')}</Button>
          <InvoiceDialog
            key={String(adding)}
            {...{ month, providers, today }}
            open={adding}
            onClose={() => setAdding(false)}
            record={actions.record}
          />
        </div>
      )}
    </div>
  );
}

function InvoiceTable({
  invoices,
  withdraw,
}: {
  invoices: readonly InvoiceDto[];
  withdraw: CloseActions['withdraw'] | null;
}) {
  const t = useTranslations('boardClose.invoices');
  const locale = useLocale();
  return (
    <TableScroll label={t('title')}>
      <table className="data-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('provider')}</th>
            <th scope="col">{t('reference')}</th>
            <th scope="col" data-align="right">
              {t('amount')}
            </th>
            <th scope="col">{t('received')}</th>
            <th scope="col">{t('note')}</th>
            {withdraw && (
              <th scope="col">
                <span className="sr-only">{t('actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {invoices.map((one) => (
            <tr key={one.id} className={one.withdrawnBy ? 'text-ink2' : undefined}>
              <th scope="row" className="text-left font-normal">
                {one.provider}
              </th>
              <td>{one.reference}</td>
              <td data-align="right" className={one.withdrawnBy ? 'line-through' : undefined}>
                {isCurrency(one.currency) ? formatMoney(one.amount, one.currency, 2) : one.amount}
              </td>
              <td className="whitespace-nowrap">{writeDay(one.receivedOn, 'medium', locale)}</td>
              <td className="text-ink2">
                {one.withdrawnBy
                  ? t('withdrawn', { who: one.withdrawnBy, reason: one.withdrawReason ?? '' })
                  : one.note}
              </td>
              {withdraw && (
                <td data-align="right">
                  {!one.withdrawnBy && <Withdraw invoice={one} withdraw={withdraw} />}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Withdraw({ invoice, withdraw }: { invoice: InvoiceDto; withdraw: CloseActions['withdraw'] }) {
  const t = useTranslations('boardClose.invoices');
  const router = useRouter();
  const { explain } = useSubmit();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={t('withdrawTitle', { reference: invoice.reference })}>
          {t('withdraw')}
        </Button>
      }
      title={t('withdrawTitle', { reference: invoice.reference })}
      description={t('withdrawEffect')}
      confirmLabel={t('withdraw')}
      reason="required"
      onConfirm={async (reason) => {
        const result = await withdraw({ id: invoice.id, reason });
        if (!result.ok) return explain(result.error);
        router.refresh();
        return undefined;
      }}
    />
  );
}
