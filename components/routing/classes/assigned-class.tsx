'use client';

import type { Classification } from '@/lib/routing/classify/classify';
import type { TaskClass } from '@/lib/routing/task-class';
import { useClassText } from './use-class-text';

/** What a call that declares no class is taken for, and every rule that spoke of it. */
export function AssignedClass({
  found: { taskClass, confidence, reasons },
  classes,
}: {
  found: Classification;
  classes: readonly TaskClass[];
}) {
  const { t, nameOf, percent } = useClassText(classes);
  const sure = percent(confidence);
  return (
    <div className="my-1 text-sm" data-testid="assigned-class">
      <p>
        {taskClass === null
          ? t('tried.unknown')
          : t('tried.assigned', { name: nameOf(taskClass), confidence: sure })}
      </p>
      <ul className="text-ink2">
        {reasons.map((reason) => (
          <li key={reason.rule}>
            {t('tried.hint', { name: nameOf(reason.taskClass), confidence: percent(reason.confidence) })}{' '}
            {t(`sentences.${reason.rule}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
