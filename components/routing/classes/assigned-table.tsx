'use client';

import { PlainTable } from '@/components/ui/plain-table';
import { formatCount } from '@/lib/money/format';
import type { ClassifierAgreementDto } from '@/lib/routing/classify/agreement-dto';
import type { TaskClass } from '@/lib/routing/task-class';
import { useClassText } from './use-class-text';

/** What calls that declare no class would be taken for. */
export function AssignedTable({
  undeclared: { sample, assigned },
  classes,
}: {
  undeclared: ClassifierAgreementDto['undeclared'];
  classes: readonly TaskClass[];
}) {
  const { t, nameOf, share } = useClassText(classes);
  return (
    <PlainTable
      caption={t('assigned.title')}
      headings={[
        { key: 'class', label: t('assigned.class') },
        { key: 'calls', label: t('assigned.calls'), align: 'right' },
        { key: 'share', label: t('assigned.share'), align: 'right' },
      ]}
    >
      {assigned.map(({ taskClass, calls }) => (
        <tr key={taskClass ?? ''}>
          <td>{taskClass === null ? t('assigned.unknown') : nameOf(taskClass)}</td>
          <td data-align="right">{formatCount(calls)}</td>
          <td data-align="right">{share(calls, sample.calls)}</td>
        </tr>
      ))}
    </PlainTable>
  );
}
