'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { PackSchedule } from '@/lib/board/pack-schedule';
import type { PackActions } from './pack-actions';

const DEFAULT: PackSchedule = { day: 5, hour: 9 };

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const DAYS = numbers(1, 31).map((day) => ({ value: String(day), label: String(day) }));
const HOURS = numbers(0, 23).map((hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

/** When the list is sent packs: as they are issued, or on a day of each month. */
export function ScheduleForm({
  schedule,
  timeZone,
  setSchedule,
}: {
  schedule: PackSchedule | null;
  timeZone: string;
  setSchedule: PackActions['setSchedule'];
}) {
  const t = useTranslations('packs.schedule');
  const router = useRouter();
  const { submit, busy, summary } = useSubmit();
  const [when, setWhen] = useState<string>(schedule ? 'onDay' : 'onIssue');
  const [{ day, hour }, setTerms] = useState<PackSchedule>(
    schedule ? { day: schedule.day, hour: schedule.hour } : DEFAULT,
  );
  const isDated = when === 'onDay';

  async function save() {
    const done = await submit(() => setSchedule({ schedule: isDated ? { day, hour } : null }));
    if (!done.ok) return;
    toast.success(t('saved'));
    router.refresh();
  }

  return (
    <form
      noValidate
      data-testid="pack-schedule"
      className="mb-5 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,240px)_140px_140px_auto] sm:justify-start">
        <Field label={t('when')}>
          <Select
            value={when}
            onValueChange={setWhen}
            options={['onIssue', 'onDay'].map((value) => ({ value, label: t(value as 'onDay') }))}
          />
        </Field>
        {isDated && (
          <>
            <Field label={t('day')}>
              <Select
                value={String(day)}
                onValueChange={(value) => setTerms({ day: Number(value), hour })}
                options={DAYS}
              />
            </Field>
            <Field label={t('hour')}>
              <Select
                value={String(hour)}
                onValueChange={(value) => setTerms({ day, hour: Number(value) })}
                options={HOURS}
              />
            </Field>
          </>
        )}
        <Button type="submit" busy={busy}>
          {t('save')}
        </Button>
      </div>
      {isDated && <p className="max-w-[64em] text-xs text-ink2">{t('effect', { zone: timeZone })}</p>}
      <FormError>{summary}</FormError>
    </form>
  );
}
