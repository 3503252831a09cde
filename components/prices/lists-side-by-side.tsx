import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { TableScroll } from '@/components/ui/table-scroll';
import { differingClasses } from '@/lib/pricing/differing-classes';
import { type Rates, TOKEN_CLASSES } from '@/lib/pricing/rates';
import { ListName } from './list-name';
import { PriceCell } from './price-cell';

export interface ListEntry {
  listKey: string;
  listName: string;
  charging: boolean;
  rates: Rates;
}

/** One column for each list that prices the model now; what differs from the charging list is marked by word. */
export function ListsSideBySide({ entries }: { entries: readonly ListEntry[] }) {
  const t = useTranslations('prices');
  const charging = entries.find((entry) => entry.charging) ?? entries[0];
  return (
    <TableScroll label={t('model.sideBySide')}>
      <table className="data-table w-auto! sm:min-w-[560px]">
        <thead>
          <tr>
            <th scope="col">{t('model.prices')}</th>
            {entries.map((entry) => (
              <th
                key={entry.listKey}
                scope="col"
                data-align="right"
                className="min-w-[110px] whitespace-normal!"
              >
                <ListName listKey={entry.listKey} name={entry.listName} />
                {entry === charging && <Badge className="ml-1.5">{t('model.charges')}</Badge>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TOKEN_CLASSES.map((tokenClass) => (
            <tr key={tokenClass}>
              <th scope="row" className="min-w-[92px] font-normal">
                {t(`classes.${tokenClass}`)}
              </th>
              {entries.map((entry) => {
                const differs =
                  charging &&
                  entry !== charging &&
                  differingClasses(charging.rates, entry.rates).includes(tokenClass);
                return (
                  <td key={entry.listKey} data-align="right">
                    {differs && (
                      <Badge tone="warn" className="mr-1.5">
                        {t('model.differs')}
                      </Badge>
                    )}
                    {entry.rates.selfHosted ? (
                      t('selfHosted')
                    ) : (
                      <PriceCell rates={entry.rates} tokenClass={tokenClass} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
