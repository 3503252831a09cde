'use client';

import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { type PublishedCheck, publishedChecks } from '@/lib/calculator/build-versus-buy-published';
import type { Ratio } from '@/lib/calculator/tokens-ratio';
import { formatMoney, formatShare } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { useBuildText } from './use-build-text';

/** What the document's own figures say of each other; nothing on this page changes it. US dollars, as printed. */
export function ChecksTable() {
  const { t } = useBuildText();
  const computed = useComputed();
  const checks = publishedChecks();
  const follows = checks.filter((check) => check.follows).length;
  return (
    <Section
      title={t('checks.title')}
      note={`${t('checks.sub', { follows, count: checks.length })} · ${t('checks.note')}`}
      actions={
        <CsvButton
          file="build-or-buy-checks"
          rows={() => [
            ['published', 'computed', 'follows'],
            ...checks.map((check) => [check.published, computed(check), String(check.follows)]),
          ]}
        />
      }
    >
      <TableScroll label={t('checks.caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('checks.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('checks.statement')}</th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('checks.computed')}
              </th>
              <th scope="col">{t('checks.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr key={check.key}>
                <th scope="row" className="max-w-[44em] font-normal" title={check.published}>
                  {t(`checks.names.${check.key}`)}
                  <span className="block text-xs text-ink2 sm:hidden">{computed(check)}</span>
                </th>
                <td data-align="right" className="whitespace-normal! max-sm:hidden">
                  {computed(check)}
                </td>
                <td>
                  <Status tone={check.follows ? 'good' : 'warn'}>
                    {t(check.follows ? 'checks.follows' : 'checks.not')}
                  </Status>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="mt-2 text-xs text-ink2">{t('checks.source')}</p>
    </Section>
  );
}

function useComputed(): (check: PublishedCheck) => string {
  const { t, tokens } = useBuildText();
  const texts = ({ computed, unit }: PublishedCheck): string[] => {
    if (unit === 'share') return (computed as Ratio[]).map(({ n, d }) => formatShare(n, d));
    if (unit === 'tokens_per_month') return (computed as bigint[]).map((count) => tokens(count));
    return (computed as Money[]).map((usd) => formatMoney(usd, 'USD', unit === 'usd' ? 0 : 2));
  };
  return (check) => t(`checks.units.${check.unit}`, { value: texts(check).join(' · ') });
}
