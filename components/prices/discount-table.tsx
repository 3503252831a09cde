'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { Status, type Tone } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount } from '@/lib/money/format';
import type { DiscountDto } from '@/lib/pricing/catalogue-dto';
import { EndDiscountDialog } from './end-discount-dialog';
import { Moment } from './moment';
import type { ChangeActions } from './price-actions';

const TONES: Record<DiscountDto['state'], Tone> = { in_force: 'good', coming: 'info', ended: 'neutral' };

export function DiscountTable({
  discounts,
  timeZone,
  canEdit,
  actions,
}: {
  discounts: readonly DiscountDto[];
  timeZone: string;
  canEdit: boolean;
  actions: ChangeActions;
}) {
  const t = useTranslations('prices.discounts');
  return (
    <TableScroll label={t('caption')}>
      <table className="data-table">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('subject')}</th>
            <th scope="col" data-align="right">
              {t('off')}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t('from')}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t('to')}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t('contract')}
            </th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {discounts.map((discount) => (
            <DiscountRow key={discount.discountId} {...{ discount, timeZone, canEdit, actions }} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function DiscountRow({
  discount,
  timeZone,
  canEdit,
  actions,
}: {
  discount: DiscountDto;
  timeZone: string;
  canEdit: boolean;
  actions: ChangeActions;
}) {
  const t = useTranslations('prices.discounts');
  const from = <Moment iso={discount.validFrom} timeZone={timeZone} open="" />;
  const to = <Moment iso={discount.validTo} timeZone={timeZone} open={t('open')} />;
  return (
    <tr className={cn('align-top', discount.state === 'ended' && 'text-ink2')}>
      <td className="min-w-[140px]">
        <span className="grid">
          <span className="break-all">{discount.label ?? discount.provider}</span>
          <span className="text-xs text-ink2">
            {t(discount.label === null ? 'modelsPriced' : 'modelPriced', {
              count: formatCount(discount.models),
            })}
          </span>
          <span className="text-xs text-ink2 sm:hidden">
            {from} – {to} · {discount.contract}
          </span>
        </span>
      </td>
      <td data-align="right">{discount.percent} %</td>
      <td className="whitespace-nowrap max-sm:hidden">{from}</td>
      <td className="whitespace-nowrap max-sm:hidden">{to}</td>
      <td className="min-w-[160px] max-sm:hidden">
        <span className="grid">
          {discount.contract}
          <span className="text-xs text-ink2">{t('recordedBy', { who: discount.recordedBy })}</span>
        </span>
      </td>
      <td>
        <span className="grid justify-items-start gap-1.5">
          <Status tone={TONES[discount.state]}>{t(`states.${discount.state}`)}</Status>
          {canEdit && discount.state !== 'ended' && <EndDiscountDialog {...{ discount, actions }} />}
        </span>
      </td>
    </tr>
  );
}
