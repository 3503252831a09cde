'use client';

import { TableScroll } from '@/components/ui/table-scroll';
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
    <TableScroll label={t('agreement.title')}>
      <table className="data-table">
        <caption className="sr-only">{t('agreement.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('agreement.declared')}</th>
            <th scope="col" data-align="right" className="max-sm:hidden">
              {t('agreement.calls')}
            </th>
            <th scope="col" data-align="right">
              {t('agreement.agreed')}
            </th>
            <th scope="col" data-align="right">
              {t('agreement.unknown')}
            </th>
            <th scope="col">{t('agreement.other')}</th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </TableScroll>
  );
}
