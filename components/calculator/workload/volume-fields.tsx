'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { Volume } from '@/lib/calculator/workload';
import { FieldGroup } from './field-group';
import { NumberField } from './number-field';
import { useWorkload } from './use-workload';

const CHOICES = ['users', 'day', 'month'] as const;
type Choice = (typeof CHOICES)[number];

const choiceOf = (volume: Volume): Choice => (volume.kind === 'users' ? 'users' : volume.per);

/** The same question asked in another way starts at what is known of it: the people stay. */
function asked(volume: Volume, choice: Choice): Volume {
  if (choice === choiceOf(volume)) return volume;
  if (choice === 'users')
    return { kind: 'users', activeUsers: volume.activeUsers ?? 100, sessionsPerUserPerDay: 1 };
  const tasks = volume.kind === 'tasks' ? volume.tasks : 1_000;
  return { kind: 'tasks', tasks, per: choice, activeUsers: volume.activeUsers };
}

export function VolumeFields() {
  const t = useTranslations('calculator.volume');
  const { workload, change } = useWorkload();
  const { volume } = workload;
  const set = (part: Partial<Volume>) =>
    change(({ volume: now }) => ({ volume: { ...now, ...part } as Volume }));
  return (
    <FieldGroup title={t('title')}>
      <Field label={t('basis')} className="col-span-full">
        <Select
          value={choiceOf(volume)}
          onValueChange={(choice) => change(({ volume: now }) => ({ volume: asked(now, choice) }))}
          options={CHOICES.map((value) => ({ value, label: t(`by.${value}`) }))}
          className="w-full"
        />
      </Field>
      {volume.kind === 'users' ? (
        <>
          <NumberField
            label={t('activeUsers')}
            value={volume.activeUsers}
            bounds={{ min: 0, max: 100_000_000, whole: true }}
            onChange={(activeUsers) => set({ activeUsers: activeUsers ?? 0 })}
          />
          <NumberField
            label={t('sessions')}
            value={volume.sessionsPerUserPerDay}
            bounds={{ min: 0, max: 10_000 }}
            onChange={(sessionsPerUserPerDay) => set({ sessionsPerUserPerDay: sessionsPerUserPerDay ?? 0 })}
          />
        </>
      ) : (
        <>
          <NumberField
            label={t(`tasks.${volume.per}`)}
            value={volume.tasks}
            bounds={{ min: 0, max: 1_000_000_000_000 }}
            onChange={(tasks) => set({ tasks: tasks ?? 0 })}
          />
          <NumberField
            label={t('activeUsers')}
            hint={t('usersOptional')}
            value={volume.activeUsers}
            bounds={{ min: 0, max: 100_000_000, whole: true }}
            optional
            onChange={(activeUsers) => set({ activeUsers })}
          />
        </>
      )}
      <NumberField
        label={t('turns')}
        hint={volume.kind === 'tasks' ? t('turnsOfTasks') : undefined}
        value={workload.turnsPerSession}
        bounds={{ min: 1, max: 1_000 }}
        onChange={(turnsPerSession) => change({ turnsPerSession: turnsPerSession ?? 1 })}
      />
      <NumberField
        label={t('days')}
        value={workload.daysPerMonth}
        bounds={{ min: 1, max: 31 }}
        onChange={(daysPerMonth) => change({ daysPerMonth: daysPerMonth ?? 1 })}
      />
    </FieldGroup>
  );
}
