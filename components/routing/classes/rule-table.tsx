'use client';

import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount } from '@/lib/money/format';
import type { ClassifierAgreementDto } from '@/lib/routing/classify/agreement-dto';
import { CONFIDENT_FROM } from '@/lib/routing/classify/rules';
import { useClassText } from './use-class-text';

/** The classifier's rules in words, with what each claims and how often it was right. */
export function RuleTable({ rules }: { rules: ClassifierAgreementDto['rules'] }) {
  const { t, share, percent } = useClassText([]);
  const isSure = (confidence: number) => confidence * 100 >= CONFIDENT_FROM;
  return (
    <>
      <TableScroll label={t('rules.title')}>
        <table className="data-table">
          <caption className="sr-only">{t('rules.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('rules.rule')}</th>
              <th scope="col" data-align="right">
                {t('rules.stated')}
              </th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('rules.spoke')}
              </th>
              <th scope="col" data-align="right">
                {t('rules.right')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ rule, confidence, spoke, right }) => (
              <tr key={rule}>
                <td className="min-w-[11em]">
                  <span className={isSure(confidence) ? undefined : 'text-ink2'}>
                    {t(`sentences.${rule}`)}
                  </span>{' '}
                  <span className="text-xs text-ink2">{rule}</span>
                </td>
                <td data-align="right" className="whitespace-nowrap">
                  {percent(confidence)}
                </td>
                <td data-align="right" className="max-sm:hidden">
                  {spoke === '0' ? t('rules.never') : formatCount(spoke)}
                </td>
                <td data-align="right">{share(right, spoke)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="mt-2 text-sm text-ink2">{t('rules.tooUnsure', { from: `${CONFIDENT_FROM} %` })}</p>
    </>
  );
}
