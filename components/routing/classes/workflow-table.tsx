'use client';

import type { ReactNode } from 'react';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount } from '@/lib/money/format';
import type { TaskClass } from '@/lib/routing/task-class';
import type { WorkflowClassDto, WorkflowClassesDto } from '@/lib/routing/workflow-class-dto';
import { useRoutingText } from '../use-routing-text';
import { useClassText } from './use-class-text';

/** Workflows with the class set for their calls that declare none: where that matters most first. */
export function WorkflowTable({
  list: { workflows, more },
  classes,
  actions,
}: {
  list: WorkflowClassesDto;
  classes: readonly TaskClass[];
  actions: (workflow: WorkflowClassDto) => ReactNode;
}) {
  const { t, nameOf } = useClassText(classes);
  const { instant } = useRoutingText();
  if (workflows.length === 0) return <p className="py-3 text-ink2">{t('workflows.empty')}</p>;
  return (
    <>
      <TableScroll label={t('workflows.title')}>
        <table className="data-table">
          <caption className="sr-only">{t('workflows.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('workflows.workflow')}</th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('workflows.calls')}
              </th>
              <th scope="col" data-align="right">
                {t('workflows.undeclared')}
              </th>
              <th scope="col">{t('workflows.set')}</th>
            </tr>
          </thead>
          <tbody>
            {workflows.map((one) => (
              <tr key={one.workflow}>
                <td className="wrap-anywhere">{one.workflow}</td>
                <td data-align="right" className="max-sm:hidden">
                  {formatCount(one.calls)}
                </td>
                <td data-align="right">{formatCount(one.undeclared)}</td>
                <td>
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <SetClass set={one.set} nameOf={nameOf} instant={instant} />
                    {actions(one)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {more > 0 && <p className="mt-2 text-sm text-ink2">{t('workflows.more', { more })}</p>}
    </>
  );
}

function SetClass({
  set,
  nameOf,
  instant,
}: {
  set: WorkflowClassDto['set'];
  nameOf: (key: string) => string;
  instant: (iso: string) => string;
}) {
  const { t } = useClassText([]);
  if (!set) return <span className="text-ink2">{t('workflows.none')}</span>;
  const name = nameOf(set.taskClass);
  return (
    <span>
      {set.isInUse ? name : <span className="text-warn">{t('workflows.notInUse', { name })}</span>}
      <span className="block text-xs text-ink2">
        {t('workflows.by', { name: set.byName, at: instant(set.at) })}
      </span>
    </span>
  );
}
