'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { toast } from '@/components/ui/toast';
import type { ClosedMonthDto } from '@/lib/board/month';
import { writeDay, writeInstant } from '@/lib/time/write';
import type { MonthActions } from './price-actions';

/** Which months re-pricing may touch. The CFO closes a month that is over, and reopens it with a reason. */
export function MonthTable({
  months,
  closings,
  timeZone,
  canClose,
  actions,
}: {
  /** The newest first; the first one is not over yet. */
  months: readonly string[];
  closings: readonly ClosedMonthDto[];
  timeZone: string;
  canClose: boolean;
  actions: MonthActions;
}) {
  const t = useTranslations('prices.months');
  const earlier = closings.filter((one) => one.reopenedAt === null && !months.includes(one.month));
  return (
    <TableScroll label={t('caption')}>
      <table className="data-table">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('month')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col" className="max-sm:hidden">
              {t('said')}
            </th>
            {canClose && (
              <th scope="col">
                <span className="sr-only">{t('actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {[...months, ...earlier.map(({ month }) => month)].map((month, index) => (
            <MonthRow
              key={month}
              isPresent={index === 0}
              closing={closings.find((one) => one.month === month)}
              {...{ month, timeZone, canClose, actions }}
            />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function MonthRow({
  month,
  isPresent,
  closing,
  timeZone,
  canClose,
  actions,
}: {
  month: string;
  isPresent: boolean;
  /** Its last closing, also one that was taken back. */
  closing: ClosedMonthDto | undefined;
  timeZone: string;
  canClose: boolean;
  actions: MonthActions;
}) {
  const t = useTranslations('prices.months');
  const locale = useLocale();
  const name = writeDay(`${month}-01`, 'month', locale);
  const isClosed = closing !== undefined && closing.reopenedAt === null;
  const day = (iso: string) => writeInstant(iso, timeZone, locale, { precision: 'day' });
  const said = !closing
    ? ''
    : closing.reopenedAt === null
      ? t('closedBy', { who: closing.closedBy, day: day(closing.closedAt) })
      : t('reopenedBy', {
          who: closing.reopenedBy ?? '',
          day: day(closing.reopenedAt),
          reason: closing.reopenReason ?? '',
        });
  return (
    <tr className="align-top">
      <th scope="row" className="text-left font-normal whitespace-nowrap">
        {name}
      </th>
      <td>
        <Status tone={isClosed ? 'warn' : 'neutral'}>
          {t(isClosed ? 'closed' : isPresent ? 'running' : 'open')}
        </Status>
        {said && <span className="block text-xs text-ink2 sm:hidden">{said}</span>}
      </td>
      <td className="text-ink2 max-sm:hidden">{said}</td>
      {canClose && (
        <td data-align="right">{!isPresent && <MonthButton {...{ month, name, isClosed, actions }} />}</td>
      )}
    </tr>
  );
}

/** Closing is a page of the board: its checklist comes first. */
function MonthButton({
  month,
  name,
  isClosed,
  actions,
}: {
  month: string;
  name: string;
  isClosed: boolean;
  actions: MonthActions;
}) {
  const t = useTranslations('prices.months');
  const router = useRouter();
  const { explain } = useSubmit();
  if (!isClosed)
    return (
      <Button asChild size="sm">
        <Link href={`/board/close?month=${month}`} aria-label={t('close.title', { month: name })}>
          {t('close.button')}
        </Link>
      </Button>
    );

  async function confirm(reason: string): Promise<string | undefined> {
    const result = await actions.reopenMonth({ month, reason });
    if (!result.ok) return explain(result.error);
    toast.success(t('reopen.done', { month: name }));
    router.refresh();
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={t('reopen.title', { month: name })}>
          {t('reopen.button')}
        </Button>
      }
      title={t('reopen.title', { month: name })}
      description={t('reopen.effect')}
      confirmLabel={t('reopen.button')}
      reason="required"
      onConfirm={confirm}
    />
  );
}
