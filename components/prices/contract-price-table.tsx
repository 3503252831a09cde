'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import type { ContractPriceDto } from '@/lib/pricing/catalogue-dto';
import { Moment } from './moment';
import { RatesSummary } from './rates-summary';

/** Contract prices entered model by model: they come before any discount. */
export function ContractPriceTable({
  prices,
  timeZone,
}: {
  prices: readonly ContractPriceDto[];
  timeZone: string;
}) {
  const t = useTranslations('prices.discounts');
  const model = useTranslations('prices.model');
  return (
    <TableScroll label={t('pricesCaption')}>
      <table className="data-table">
        <caption className="sr-only">{t('pricesCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('model')}</th>
            <th scope="col">{model('prices')}</th>
            <th scope="col" className="max-sm:hidden">
              {t('from')}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t('to')}
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.map((price) => {
            const from = <Moment iso={price.validFrom} timeZone={timeZone} open={model('always')} />;
            const to = <Moment iso={price.validTo} timeZone={timeZone} open={t('open')} />;
            return (
              <tr key={price.versionId} className="align-top">
                <td className="min-w-[150px]">
                  <span className="grid">
                    <Link href={`/prices/models/${price.modelId}`} className="break-all text-link">
                      {price.label}
                    </Link>
                    {price.note && <span className="text-xs text-ink2">{price.note}</span>}
                    <span className="text-xs text-ink2 sm:hidden">
                      {from} – {to}
                    </span>
                  </span>
                </td>
                <td className="min-w-[150px]">
                  <RatesSummary rates={price.rates} />
                </td>
                <td className="whitespace-nowrap max-sm:hidden">{from}</td>
                <td className="whitespace-nowrap max-sm:hidden">{to}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroll>
  );
}
