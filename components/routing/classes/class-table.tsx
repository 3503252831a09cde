'use client';

import type { ReactNode } from 'react';
import { TableScroll } from '@/components/ui/table-scroll';
import type { TaskClass } from '@/lib/routing/task-class';
import { useClassText } from './use-class-text';

/** Every class there is, with what may be done with those of the organisation. */
export function ClassTable({
  classes,
  actions,
}: {
  classes: readonly TaskClass[];
  /** Of one of the organisation's own. */
  actions: (own: TaskClass) => ReactNode;
}) {
  const { t, nameOf, meaningOf } = useClassText(classes);
  return (
    <TableScroll label={t('classes.title')}>
      <table className="data-table">
        <caption className="sr-only">{t('classes.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('classes.class')}</th>
            <th scope="col">{t('classes.meaning')}</th>
            <th scope="col" className="max-sm:hidden">
              {t('classes.key')}
            </th>
            <th scope="col" data-align="right">
              {t('classes.kind')}
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <tr key={one.key}>
              <td>{nameOf(one.key)}</td>
              <td>
                {meaningOf(one)}
                {one.isSimple && <p className="text-xs text-ink2">{t('classes.simple')}</p>}
              </td>
              <td className="font-mono text-xs max-sm:hidden">{one.key}</td>
              <td data-align="right">
                {one.isBuiltIn ? (
                  <span className="text-ink2">{t('classes.builtIn')}</span>
                ) : (
                  <span className="inline-flex flex-wrap items-center justify-end gap-2">
                    {t('classes.own')}
                    {actions(one)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
