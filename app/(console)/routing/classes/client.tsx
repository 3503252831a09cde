'use client';

import { AddClass } from '@/components/routing/classes/add-class';
import { AgreementForm } from '@/components/routing/classes/agreement-form';
import { AgreementHeadline } from '@/components/routing/classes/agreement-headline';
import { AgreementTable } from '@/components/routing/classes/agreement-table';
import { ArchiveClass } from '@/components/routing/classes/archive-class';
import { AssignedTable } from '@/components/routing/classes/assigned-table';
import { ClassTable } from '@/components/routing/classes/class-table';
import { RuleTable } from '@/components/routing/classes/rule-table';
import { SetWorkflowClass } from '@/components/routing/classes/set-workflow-class';
import { useClassText } from '@/components/routing/classes/use-class-text';
import { WorkflowTables } from '@/components/routing/classes/workflow-table';
import { Section } from '@/components/ui/section';
import { formatCount } from '@/lib/money/format';
import type { ClassifierAgreementDto, ClassifierView } from '@/lib/routing/classify/agreement-dto';
import type { TaskClass } from '@/lib/routing/task-class';
import type { WorkflowClassesDto } from '@/lib/routing/workflow-class-dto';
import { addClass, archiveClass, setWorkflowClass } from './actions';

interface ClassesClientProps {
  period: { from: string; to: string };
  view: ClassifierView;
  /** Null: these days cannot be measured. */
  found: ClassifierAgreementDto | null;
  classes: TaskClass[];
  workflows: WorkflowClassesDto | null;
}

/** Task classes, how the classifier tells them, and how far it agrees with senders. */
export function ClassesClient({ period, view, found, classes, workflows }: ClassesClientProps) {
  const { t } = useClassText(classes);
  const maySet = workflows?.maySet ?? false;
  const undeclared = found?.undeclared;
  return (
    <>
      <AgreementHeadline found={found} />
      <AgreementForm period={period} view={view} />
      {found && found.confusion.length > 0 && (
        <Section title={t('agreement.title')} note={t('agreement.note')}>
          <AgreementTable rows={found.confusion} classes={classes} />
        </Section>
      )}
      {found && (
        <Section title={t('rules.title')} note={t('rules.note')}>
          <RuleTable rules={found.rules} />
        </Section>
      )}
      {undeclared && undeclared.assigned.length > 0 && (
        <Section
          title={t('assigned.title')}
          note={t('assigned.note', {
            events: formatCount(undeclared.sample.events),
            of: formatCount(undeclared.sample.of),
            calls: formatCount(undeclared.sample.calls),
          })}
        >
          <AssignedTable undeclared={undeclared} classes={classes} />
        </Section>
      )}
      {workflows && (
        <Section title={t('workflows.title')} note={t('workflows.note')}>
          <WorkflowTables
            list={workflows}
            classes={classes}
            actions={(one) =>
              maySet && <SetWorkflowClass of={one} classes={classes} save={setWorkflowClass} />
            }
          />
        </Section>
      )}
      <Section
        title={t('classes.title')}
        note={t('classes.note')}
        actions={maySet && <AddClass add={addClass} />}
      >
        <ClassTable
          classes={classes}
          actions={(own) => maySet && <ArchiveClass own={own} archive={archiveClass} />}
        />
      </Section>
    </>
  );
}
