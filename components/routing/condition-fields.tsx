'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { CONDITION_LISTS, type ConditionList, type RuleCondition } from '@/lib/routing/policy';
import type { RoutingNames } from '@/lib/routing/routing-names';
import { TokenField } from './token-field';
import { useRoutingText } from './use-routing-text';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** A condition without the parts that say nothing. */
const tidy = (when: RuleCondition): RuleCondition =>
  Object.fromEntries(Object.entries(when).filter(([, part]) => part !== undefined)) as RuleCondition;

const whole = (text: string): number | undefined =>
  /^\d{1,9}$/.test(text.replaceAll(',', '')) ? Number.parseInt(text.replaceAll(',', ''), 10) : undefined;

/** Which calls a rule is for. */
export function ConditionFields({
  when,
  names,
  onChange,
}: {
  when: RuleCondition;
  names: RoutingNames;
  onChange: (when: RuleCondition) => void;
}) {
  const { t } = useRoutingText();
  const options: Record<ConditionList, string[]> = {
    taskClass: names.taskClasses.map(({ key }) => key),
    workflow: names.workflows,
    team: names.teams.map(({ key }) => key),
    environment: names.environments,
    customerSegment: names.customerSegments,
  };
  const set = (part: Partial<Record<keyof RuleCondition, unknown>>) =>
    onChange(tidy({ ...when, ...part } as RuleCondition));
  const setTokens = (part: { from?: number | undefined; below?: number | undefined }) => {
    const { from, below } = { ...when.inputTokens, ...part };
    const next = { ...(from !== undefined && { from }), ...(below !== undefined && { below }) };
    set({ inputTokens: Object.keys(next).length > 0 ? next : undefined });
  };
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
      {CONDITION_LISTS.map((list) => (
        <TokenField
          key={list}
          label={t(`conditions.${list}`)}
          values={when[list] ?? []}
          options={options[list]}
          onChange={(values) => set({ [list]: values.length > 0 ? values : undefined })}
        />
      ))}
      <div className="grid grid-cols-2 content-start gap-2">
        <Field label={t('editor.tokensFrom')}>
          <Input
            inputMode="numeric"
            value={when.inputTokens?.from ?? ''}
            placeholder="0"
            onChange={(event) => setTokens({ from: whole(event.target.value) })}
          />
        </Field>
        <Field label={t('editor.tokensBelow')}>
          <Input
            inputMode="numeric"
            value={when.inputTokens?.below ?? ''}
            placeholder={t('editor.noLimit')}
            onChange={(event) => setTokens({ below: whole(event.target.value) })}
          />
        </Field>
      </div>
      <div className="grid content-start gap-2 sm:col-span-2 lg:col-span-3">
        <Checkbox
          label={t('editor.hours')}
          checked={when.hours !== undefined}
          onCheckedChange={(on) =>
            set({ hours: on === true ? { from: '09:00', until: '18:00' } : undefined })
          }
        />
        {when.hours && <HourFields hours={when.hours} onChange={(hours) => set({ hours })} />}
      </div>
    </div>
  );
}

type Hours = NonNullable<RuleCondition['hours']>;

function HourFields({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const { t } = useRoutingText();
  const days: readonly number[] = hours.days ?? WEEK;
  const toggle = (day: number) => {
    const next = WEEK.filter((one) => (one === day ? !days.includes(one) : days.includes(one)));
    const { days: _, ...rest } = hours;
    onChange(next.length === 7 || next.length === 0 ? rest : { ...rest, days: next });
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label={t('editor.hoursFrom')}>
        <Input
          type="time"
          value={hours.from}
          onChange={(event) => event.target.value && onChange({ ...hours, from: event.target.value })}
        />
      </Field>
      <Field label={t('editor.hoursUntil')}>
        <Input
          type="time"
          value={hours.until}
          onChange={(event) => event.target.value && onChange({ ...hours, until: event.target.value })}
        />
      </Field>
      <fieldset className="flex flex-wrap gap-x-3 gap-y-1 pb-1.5">
        <legend className="sr-only">{t('editor.days')}</legend>
        {WEEK.map((day) => (
          <Checkbox
            key={day}
            label={t(`days.${day}`)}
            checked={days.includes(day)}
            onCheckedChange={() => toggle(day)}
          />
        ))}
      </fieldset>
    </div>
  );
}
