'use client';

import type { ReactNode } from 'react';
import { PlainTable } from '@/components/ui/plain-table';
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
    <PlainTable
      caption={t('classes.title')}
      headings={[
        { key: 'class', label: t('classes.class') },
        { key: 'meaning', label: t('classes.meaning') },
        { key: 'key', label: t('classes.key'), hideOnPhone: true },
        { key: 'kind', label: t('classes.kind'), align: 'right' },
      ]}
    >
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
    </PlainTable>
  );
}
