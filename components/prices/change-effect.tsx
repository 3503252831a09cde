'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount, formatMoney } from '@/lib/money/format';
import type { EffectPart, RepricingPreview } from '@/lib/pricing/repricing';
import { writeDay } from '@/lib/time/write';

const usd = (amount: string) => formatMoney(amount, 'USD');
/** A change with its sign; nothing moved is 0. */
const signed = (amount: string) =>
  amount.startsWith('-') || /^0\.0+$/.test(amount) ? usd(amount) : `+${usd(amount)}`;

/** What re-pricing would do: one sentence, then by month with closed ones told apart, then by team and by model. */
export function ChangeEffect({ preview }: { preview: RepricingPreview }) {
  const t = useTranslations('prices.effect');
  const locale = useLocale();
  const months = preview.months.map(({ month, closed, ...part }) => ({
    ...part,
    id: month,
    label: writeDay(`${month}-01`, 'month', locale),
    closed,
  }));
  return (
    <div className="grid gap-3" aria-live="polite">
      <p>{sentence()}</p>
      {preview.closed.events !== '0' && (
        <p className="text-warn">
          {t('leftAlone', {
            events: formatCount(preview.closed.events),
            amount: signed(preview.closed.change),
          })}
        </p>
      )}
      {preview.stillUnpriced !== '0' && (
        <p className="text-ink2">{t('stillUnpriced', { events: formatCount(preview.stillUnpriced) })}</p>
      )}
      {months.length > 0 && <EffectTable caption={t('byMonth')} head={t('month')} rows={months} />}
      {preview.teams.length > 0 && (
        <Details summary={t('byTeam', { count: preview.teams.length })}>
          <EffectTable caption={t('team')} head={t('team')} rows={preview.teams} />
        </Details>
      )}
      {preview.models.length > 1 && (
        <Details summary={t('byModel', { count: preview.models.length })}>
          <EffectTable caption={t('model')} head={t('model')} rows={preview.models} />
        </Details>
      )}
    </div>
  );

  function sentence(): string {
    if (preview.events === '0') return t(preview.closed.events === '0' ? 'nothing' : 'nothingOpen');
    return t('sentence', {
      events: formatCount(preview.events),
      change: signed(preview.change),
      before: usd(preview.before),
      after: usd(preview.after),
    });
  }
}

function Details({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details>
      <summary className="cursor-pointer text-ink2 hover:text-ink">{summary}</summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}

type Row = EffectPart & { id: string; label: string; closed?: boolean };

export function EffectTable({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: string;
  rows: readonly Row[];
}) {
  const t = useTranslations('prices.effect');
  return (
    <TableScroll label={caption}>
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" data-align="right">
              {t('events')}
            </th>
            <th scope="col" data-align="right" className="max-sm:hidden">
              {t('before')}
            </th>
            <th scope="col" data-align="right" className="max-sm:hidden">
              {t('after')}
            </th>
            <th scope="col" data-align="right">
              {t('change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={cn(row.closed && 'text-ink2')}>
              <th scope="row" className="text-left font-normal">
                <span className="flex flex-wrap items-baseline gap-x-2 break-all">
                  {row.label}
                  {row.closed !== undefined && (
                    <Status tone={row.closed ? 'warn' : 'neutral'} className="text-xs">
                      {t(row.closed ? 'closed' : 'open')}
                    </Status>
                  )}
                </span>
              </th>
              <td data-align="right">{formatCount(row.events)}</td>
              <td data-align="right" className="max-sm:hidden">
                {usd(row.before)}
              </td>
              <td data-align="right" className="max-sm:hidden">
                {row.closed ? t('stays', { amount: usd(row.before) }) : usd(row.after)}
              </td>
              <td data-align="right">
                {row.closed ? t('not', { amount: signed(row.change) }) : signed(row.change)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
