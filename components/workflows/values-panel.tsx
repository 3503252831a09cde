'use client';

import type { ReactNode } from 'react';
import { When } from '@/components/data/when';
import { PlainTable } from '@/components/ui/plain-table';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { toLedgerScale } from '@/lib/attribution/figure';
import type { Currency } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import type { OutcomeDefinitionDto, OutcomeValueDto } from '@/lib/outcomes/dto';
import { addDays } from '@/lib/time/days';
import { useWorkflowText } from './use-workflow-text';

/** What one outcome is worth, date by date: nothing is written over, the newest row that covers a day counts. */
export function ValuesPanel({
  definition,
  currency,
  timeZone,
  actions,
}: {
  definition: OutcomeDefinitionDto;
  currency: Currency;
  timeZone: string;
  actions: ReactNode;
}) {
  const { t, share } = useWorkflowText(currency);
  const headings = [
    { key: 'days', label: t('values.days') },
    { key: 'amount', label: t('values.amount'), align: 'right' as const },
    { key: 'rework', label: t('values.rework'), align: 'right' as const },
    { key: 'basis', label: t('values.basis'), hideOnPhone: true },
    { key: 'by', label: t('values.by'), hideOnPhone: true },
  ];
  return (
    <Section title={t('values.title', { unit: definition.unit })} note={t('values.note')} actions={actions}>
      {definition.values.length === 0 ? (
        <p className="text-ink2">{t('values.none')}</p>
      ) : (
        <PlainTable caption={t('values.title', { unit: definition.unit })} headings={headings}>
          {definition.values.map((value) => (
            <tr key={value.id}>
              <td>
                <Days value={value} currency={currency} />
                {value.current && (
                  <Status tone="good" className="ml-2 text-xs">
                    {t('values.current')}
                  </Status>
                )}
                <span className="block text-xs text-ink2 sm:hidden">{value.basis}</span>
              </td>
              <td data-align="right" title={`${value.currency} ${value.amount}`}>
                {formatMoney(toLedgerScale(value.amount), value.currency)}
              </td>
              <td data-align="right">{share(value.reworkShare)}</td>
              <td className="min-w-40 max-sm:hidden">{value.basis}</td>
              <td className="text-ink2 max-sm:hidden">
                {value.recordedBy}, <When at={value.recordedAt} timeZone={timeZone} dateOnly />
              </td>
            </tr>
          ))}
        </PlainTable>
      )}
    </Section>
  );
}

/** The first and the last day a value counts for. */
function Days({ value, currency }: { value: OutcomeValueDto; currency: Currency }) {
  const { t, day } = useWorkflowText(currency);
  return (
    <span>
      {value.validTo === null
        ? t('values.from', { from: day(value.validFrom) })
        : t('values.between', { from: day(value.validFrom), to: day(addDays(value.validTo, -1)) })}
    </span>
  );
}
