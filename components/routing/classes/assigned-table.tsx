'use client';

import { TableScroll } from '@/components/ui/table-scroll';
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
    <TableScroll label={t('assigned.title')}>
      <table className="data-table">
        <caption className="sr-only">{t('assigned.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('assigned.class')}</th>
            <th scope="col" data-align="right">
              {t('assigned.calls')}
            </th>
            <th scope="col" data-align="right">
              {t('assigned.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {assigned.map(({ taskClass, calls }) => (
            <tr key={taskClass ?? ''}>
              <td>{taskClass === null ? t('assigned.unknown') : nameOf(taskClass)}</td>
              <td data-align="right">{formatCount(calls)}</td>
              <td data-align="right">{share(calls, sample.calls)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
