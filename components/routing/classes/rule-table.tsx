'use client';

import { PlainTable } from '@/components/ui/plain-table';
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
      <PlainTable
        caption={t('rules.title')}
        headings={[
          { key: 'rule', label: t('rules.rule') },
          { key: 'stated', label: t('rules.stated'), align: 'right' },
          { key: 'spoke', label: t('rules.spoke'), align: 'right', hideOnPhone: true },
          { key: 'right', label: t('rules.right'), align: 'right' },
        ]}
      >
        {rules.map(({ rule, confidence, spoke, right }) => (
          <tr key={rule}>
            <td className="min-w-[11em]">
              <span className={isSure(confidence) ? undefined : 'text-ink2'}>{t(`sentences.${rule}`)}</span>{' '}
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
      </PlainTable>
      <p className="mt-2 text-sm text-ink2">{t('rules.tooUnsure', { from: `${CONFIDENT_FROM} %` })}</p>
    </>
  );
}
