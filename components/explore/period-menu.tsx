'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Popover } from '@/components/ui/popover';
import { PERIOD_PRESETS, type PeriodPreset } from '@/lib/attribution/period-presets';
import { periodSchema } from '@/lib/attribution/query';
import { addDays, type Period } from '@/lib/time/days';
import type { Dates } from './labels';
import type { ExploreState } from './state';

interface PeriodMenuProps {
  state: ExploreState;
  dates: Dates;
  today: string;
  onPreset: (preset: PeriodPreset) => void;
  onDates: (period: Period) => void;
}

/** A period by name, or its first and last day. */
export function PeriodMenu({ state, dates, today, onPreset, onDates }: PeriodMenuProps) {
  const t = useTranslations('explore');
  const [open, setOpen] = useState(false);
  const { preset } = state;
  const named = preset ? t(`presets.${preset}`) : dates.period(state.query.period, today, true);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('controls.period')}
      trigger={
        <Button aria-label={`${t('controls.period')}: ${named}`}>
          {named}
          <ChevronDown className="text-ink2" aria-hidden />
        </Button>
      }
    >
      <ul className="-mx-1 grid">
        {PERIOD_PRESETS.map((key) => (
          <li key={key}>
            <button
              type="button"
              aria-pressed={preset === key}
              onClick={() => {
                setOpen(false);
                onPreset(key);
              }}
              className={cn(
                'w-full rounded-sm px-2 py-1.5 text-left hover:bg-accent-soft',
                preset === key && 'bg-accent-soft font-medium',
              )}
            >
              {t(`presets.${key}`)}
            </button>
          </li>
        ))}
      </ul>
      <CustomDates
        key={`${state.query.period.from}${state.query.period.to}`}
        period={state.query.period}
        onDates={(period) => {
          setOpen(false);
          onDates(period);
        }}
      />
    </Popover>
  );
}

function CustomDates({ period, onDates }: { period: Period; onDates: (period: Period) => void }) {
  const t = useTranslations('explore.controls');
  const [from, setFrom] = useState(period.from);
  const [last, setLast] = useState(addDays(period.to, -1));
  const [refused, setRefused] = useState(false);
  return (
    <form
      className="mt-2 grid gap-2 border-t pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = periodSchema.safeParse({ from, to: last ? addDays(last, 1) : '' });
        setRefused(!parsed.success);
        if (parsed.success) onDates(parsed.data);
      }}
    >
      <p className="text-xs text-ink2">{t('custom')}</p>
      <div className="grid grid-cols-2 gap-2">
        <Field label={t('from')}>
          <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label={t('to')} error={refused ? t('range') : undefined}>
          <Input type="date" value={last} onChange={(event) => setLast(event.target.value)} />
        </Field>
      </div>
      <Button type="submit" variant="primary" className="justify-self-start">
        {t('apply')}
      </Button>
    </form>
  );
}
