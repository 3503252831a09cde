'use client';

import { PlainTable } from '@/components/ui/plain-table';
import { formatCount } from '@/lib/money/format';
import type { ClassifierAgreementDto } from '@/lib/routing/classify/agreement-dto';
import type { TaskClass } from '@/lib/routing/task-class';
import { useClassText } from './use-class-text';

/** What was declared against what would have been assigned, a row for each declared class. */
export function AgreementTable({
  rows,
  classes,
}: {
  rows: ClassifierAgreementDto['confusion'];
  classes: readonly TaskClass[];
}) {
  const { t, nameOf, share } = useClassText(classes);
  return (
    <PlainTable
      caption={t('agreement.title')}
      headings={[
        { key: 'declared', label: t('agreement.declared') },
        { key: 'calls', label: t('agreement.calls'), align: 'right', hideOnPhone: true },
        { key: 'agreed', label: t('agreement.agreed'), align: 'right' },
        { key: 'unknown', label: t('agreement.unknown'), align: 'right' },
        { key: 'other', label: t('agreement.other') },
      ]}
    >
      {rows.map(({ declared, calls, agreed, unknown, others }) => (
        <tr key={declared}>
          <td>{nameOf(declared)}</td>
          <td data-align="right" className="max-sm:hidden">
            {formatCount(calls)}
          </td>
          <td data-align="right">{share(agreed, calls)}</td>
          <td data-align="right">{share(unknown, calls)}</td>
          <td>
            {others.length === 0
              ? t('agreement.noOthers')
              : others.map((other) => (
                  <p key={other.taskClass}>
                    {t('agreement.others', {
                      name: nameOf(other.taskClass),
                      share: share(other.calls, calls),
                    })}
                  </p>
                ))}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
