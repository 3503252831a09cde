import { useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import type { FxRateDto } from '@/lib/pricing/catalogue-dto';
import { showPrice } from '@/lib/pricing/show-price';

export function FxTable({ rates }: { rates: readonly FxRateDto[] }) {
  const t = useTranslations('prices.fx');
  return (
    <TableScroll label={t('caption')}>
      <table className="data-table">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('currency')}</th>
            <th scope="col" data-align="right">
              {t('rate')}
            </th>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
            <th scope="col" className="max-sm:hidden">
              {t('source')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rates.map((rate) => (
            <tr key={rate.id}>
              <td>
                <span className="grid">
                  {rate.quote}
                  <span className="text-xs text-ink2 sm:hidden">{rate.source}</span>
                </span>
              </td>
              <td data-align="right">{showPrice(rate.rate)}</td>
              <td className="whitespace-nowrap">{rate.validFrom}</td>
              <td className="whitespace-nowrap">{rate.validTo ?? t('open')}</td>
              <td className="min-w-[180px] text-ink2 max-sm:hidden">{rate.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
