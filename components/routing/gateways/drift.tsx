'use client';

import { useLocale, useTranslations } from 'next-intl';
import { MoneyText } from '@/components/ui/figures';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount, formatMoney, formatShare } from '@/lib/money/format';
import type { DriftDto, StrayDto } from '@/lib/routing/drift-dto';
import { writeInstant } from '@/lib/time/write';

/** What happened, in one sentence. */
export function DriftHeadline({
  policy,
  version,
  drift,
  timeZone,
}: {
  policy: { name: string };
  version: number;
  drift: DriftDto;
  timeZone: string;
}) {
  const t = useTranslations('gateways');
  const locale = useLocale();
  const { period, calls, strayed } = drift;
  const counts = { calls: formatCount(calls), strayed: formatCount(strayed) };
  const title = () => {
    if (!period) return t('headline.tooNew', { version });
    if (calls === '0') return t('headline.noCalls');
    if (strayed === '0') return t('headline.followed', counts);
    const share = formatShare(BigInt(strayed), BigInt(calls));
    return t('headline.strayed', { ...counts, share, cost: formatMoney(drift.strayedCost, 'USD') });
  };
  return (
    <PageHeader
      bar={
        <>
          <b>{policy.name}</b>
          <span className="ml-2">{t('inForce', { version })}</span>
          {period && (
            <span className="ml-2">
              {t('period', {
                from: writeInstant(period.from, timeZone, locale),
                to: writeInstant(period.to, timeZone, locale),
              })}
            </span>
          )}
        </>
      }
      title={title().replaceAll(' %', '\u00a0%')}
      sub={
        calls !== '0' &&
        t('headline.parts', {
          followed: formatCount(drift.followed),
          onFallback: formatCount(drift.onFallback),
          outside: formatCount(drift.outside),
        })
      }
    />
  );
}

/** Which calls strayed, from which rule and to where. */
export function DriftSection({ drift }: { drift: DriftDto }) {
  const t = useTranslations('gateways');
  return (
    <Section title={t('drift.title')} note={t('drift.note')}>
      {drift.strays.length === 0 ? (
        <p className="text-ink2">{t('drift.none')}</p>
      ) : (
        <StrayTable strays={drift.strays} />
      )}
      {drift.more > 0 && <p className="pt-2 text-ink2">{t('drift.more', { count: drift.more })}</p>}
      {drift.strayedUnpriced !== '0' && (
        <p className="pt-2 text-ink2">{t('drift.unpriced', { count: formatCount(drift.strayedUnpriced) })}</p>
      )}
      <p className="max-w-[64em] pt-2 text-sm text-ink2">{t('drift.how')}</p>
    </Section>
  );
}

function StrayTable({ strays }: { strays: readonly StrayDto[] }) {
  const t = useTranslations('gateways.drift');
  return (
    <TableScroll label={t('title')} style={{ maxHeight: 420 }}>
      <table className="data-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('where')}</th>
            <th scope="col" className="max-sm:hidden">
              {t('rule')}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t('served')}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t('expected')}
            </th>
            <th scope="col" data-align="right">
              {t('calls')}
            </th>
            <th scope="col" data-align="right">
              {t('cost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {strays.map((stray) => (
            <tr key={[stray.rule, stray.team, stray.workflow, stray.taskClass, stray.model].join('\n')}>
              <th scope="row" className="font-normal">
                {stray.team}
                <span className="text-ink2">
                  {' · '}
                  {stray.workflow ?? t('noWorkflow')}
                  {' · '}
                  {stray.taskClass ?? t('noClass')}
                </span>
                <span className="block text-xs text-ink2 sm:hidden">
                  {stray.rule}: {stray.model} · {t('expected')} {stray.expected.join(', ')}
                </span>
              </th>
              <td className="max-sm:hidden">{stray.rule}</td>
              <td className="max-sm:hidden">{stray.model}</td>
              <td className="text-ink2 max-sm:hidden">{stray.expected.join(', ')}</td>
              <td data-align="right">{formatCount(stray.calls)}</td>
              <td data-align="right">
                <MoneyText amount={stray.cost} currency="USD" unknown={t('unknown')} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
