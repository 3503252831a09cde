'use client';

import type { ReactNode } from 'react';
import { PlainTable } from '@/components/ui/plain-table';
import { formatCount } from '@/lib/money/format';
import type { TaskClass } from '@/lib/routing/task-class';
import type { WorkflowClassDto, WorkflowClassesDto } from '@/lib/routing/workflow-class-dto';
import { useRoutingText } from '../use-routing-text';
import { useClassText } from './use-class-text';

interface WorkflowTableProps {
  workflows: readonly WorkflowClassDto[];
  classes: readonly TaskClass[];
  actions: (workflow: WorkflowClassDto) => ReactNode;
}

/** Workflows with the class set for their calls that declare none; those that need none are folded away. */
export function WorkflowTables({
  list: { workflows, more },
  ...props
}: Omit<WorkflowTableProps, 'workflows'> & { list: WorkflowClassesDto }) {
  const { t } = useClassText([]);
  const needing = workflows.filter(({ set, undeclared }) => set !== null || undeclared !== '0');
  const others = workflows.filter((one) => !needing.includes(one));
  return (
    <>
      {needing.length > 0 ? (
        <WorkflowTable workflows={needing} {...props} />
      ) : (
        <p className="py-3 text-ink2">
          {t(workflows.length > 0 ? 'workflows.noneNeeds' : 'workflows.empty')}
        </p>
      )}
      {others.length > 0 && (
        <details className="mt-3">
          <summary className="cursor-pointer text-sm text-ink2">
            {t('workflows.others', { others: others.length })}
          </summary>
          <WorkflowTable workflows={others} {...props} />
        </details>
      )}
      {more > 0 && <p className="mt-2 text-sm text-ink2">{t('workflows.more', { more })}</p>}
    </>
  );
}

function WorkflowTable({ workflows, classes, actions }: WorkflowTableProps) {
  const { t, nameOf } = useClassText(classes);
  return (
    <PlainTable
      caption={t('workflows.title')}
      headings={[
        { key: 'workflow', label: t('workflows.workflow') },
        { key: 'calls', label: t('workflows.calls'), align: 'right', hideOnPhone: true },
        { key: 'undeclared', label: t('workflows.undeclared'), align: 'right' },
        { key: 'set', label: t('workflows.set') },
      ]}
    >
      {workflows.map((one) => (
        <tr key={one.workflow}>
          <td className="wrap-anywhere">{one.workflow}</td>
          <td data-align="right" className="max-sm:hidden">
            {formatCount(one.calls)}
          </td>
          <td data-align="right">{formatCount(one.undeclared)}</td>
          <td>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <SetClass set={one.set} nameOf={nameOf} />
              {actions(one)}
            </span>
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function SetClass({ set, nameOf }: { set: WorkflowClassDto['set']; nameOf: (key: string) => string }) {
  const { t } = useClassText([]);
  const { instant } = useRoutingText();
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
