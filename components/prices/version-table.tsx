'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { TableScroll } from '@/components/ui/table-scroll';
import type { VersionDto } from '@/lib/pricing/catalogue-dto';
import { ListName } from './list-name';
import { Moment } from './moment';
import { RatesSummary } from './rates-summary';

/** Every version of every list, with its half-open dates and where it came from. */
export function VersionTable({ versions, timeZone }: { versions: readonly VersionDto[]; timeZone: string }) {
  const t = useTranslations('prices.model');
  return (
    <TableScroll label={t('history')}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
            <th scope="col">{t('prices')}</th>
            <th scope="col">{t('source')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.versionId} className={cn('align-top', version.superseded && 'text-ink2')}>
              <td className="whitespace-nowrap">
                <Moment iso={version.validFrom} timeZone={timeZone} open={t('always')} />
              </td>
              <td className="whitespace-nowrap">
                <Moment iso={version.validTo} timeZone={timeZone} open={t('open')} />
              </td>
              <td className="min-w-[230px]">
                <RatesSummary rates={version.rates} />
              </td>
              <td className="min-w-[200px]">
                <Source version={version} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Source({ version }: { version: VersionDto }) {
  const t = useTranslations('prices.model');
  return (
    <span className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-1.5">
        {version.sourceUrl ? (
          <a href={version.sourceUrl} className="text-link" rel="noreferrer">
            <ListName listKey={version.listKey} name={version.listName} />
          </a>
        ) : (
          <span>
            <ListName listKey={version.listKey} name={version.listName} />
          </span>
        )}
        {version.charging && <Badge tone="good">{t('chargingNow')}</Badge>}
        {version.superseded && <Badge>{t('superseded')}</Badge>}
        {version.compared && <Badge>{t('compared')}</Badge>}
        {version.discountId && <Badge>{t('byDiscount')}</Badge>}
      </span>
      {version.note && <span className="text-xs text-ink2">{version.note}</span>}
      <span className="text-xs text-ink2">
        {t('recorded', { date: version.recordedAt.slice(0, 10), who: version.recordedBy })}
      </span>
    </span>
  );
}
