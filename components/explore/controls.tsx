'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Select, type SelectOption } from '@/components/ui/select';
import { defaultGrain, presetPeriod } from '@/lib/attribution/period-presets';
import {
  type Dimension,
  MAX_HOUR_GRAIN_DAYS,
  MEASURE_KEYS,
  type Measure,
  needsUsers,
} from '@/lib/attribution/query';
import { daysBetween, GRAINS, type Grain } from '@/lib/time/days';
import type { Dates, Labels } from './labels';
import { PeriodMenu } from './period-menu';
import type { ExploreDefaults, ExploreState } from './state';

interface ControlsProps {
  state: ExploreState;
  defaults: ExploreDefaults;
  labels: Labels;
  dates: Dates;
  onChange: (state: ExploreState) => void;
}

const NONE = 'none';

/** What to show: period, split, step, measure. Every choice is a change of the address. */
export function Controls({ state, defaults, labels, dates, onChange }: ControlsProps) {
  const t = useTranslations();
  const { query } = state;
  const [first, second] = query.dimensions;
  const change = (patch: Partial<ExploreState['query']>) =>
    onChange({ ...state, query: { ...query, ...patch } });
  const dimensionOptions = (exclude: Dimension | undefined): SelectOption[] => [
    { value: NONE, label: t('explore.controls.nothing') },
    ...labels.all
      .filter((key) => key !== exclude)
      .map((key) => ({ value: key as string, label: labels.dimension(key) })),
  ];
  const setSplit = (index: 0 | 1, value: string) => {
    const chosen = value === NONE ? undefined : (value as Dimension);
    const pair = index === 0 ? [chosen, chosen === second ? undefined : second] : [first, chosen];
    const dimensions = pair.filter((key) => key !== undefined);
    const grain = query.grain === 'hour' && needsUsers({ ...query, dimensions }) ? 'day' : query.grain;
    onChange({ ...state, sort: null, query: { ...query, dimensions, grain } });
  };
  const hours = daysBetween(query.period.from, query.period.to) <= MAX_HOUR_GRAIN_DAYS && !needsUsers(query);
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2" data-print="hide">
      <legend className="sr-only">{t('explore.controls.label')}</legend>
      <PeriodMenu
        state={state}
        dates={dates}
        today={defaults.today}
        onPreset={(preset) => {
          const period = presetPeriod(preset, defaults.today, defaults.fiscalYearStartMonth);
          onChange({
            ...state,
            preset,
            query: { ...query, period, grain: query.grain && defaultGrain(period) },
          });
        }}
        onDates={(period) =>
          onChange({
            ...state,
            preset: null,
            query: { ...query, period, grain: query.grain && defaultGrain(period) },
          })
        }
      />
      <Select
        aria-label={t('explore.controls.measure')}
        value={query.measures[0]}
        onValueChange={(measure: Measure) =>
          onChange({
            ...state,
            sort: null,
            query: {
              ...query,
              measures: [measure, ...query.measures.filter((key) => key !== measure)].slice(0, 3),
            },
          })
        }
        options={MEASURE_KEYS.map((key) => ({ value: key, label: t(`measures.${key}`) }))}
      />
      <Select
        aria-label={t('explore.controls.split')}
        prefix={t('explore.controls.split')}
        value={first ?? NONE}
        onValueChange={(value) => setSplit(0, value)}
        options={dimensionOptions(undefined)}
      />
      {first && (
        <Select
          aria-label={t('explore.controls.then')}
          prefix={t('explore.controls.then')}
          value={second ?? NONE}
          onValueChange={(value) => setSplit(1, value)}
          options={dimensionOptions(first)}
        />
      )}
      <Select
        aria-label={t('explore.controls.grain')}
        prefix={query.grain ? t('explore.controls.grain') : undefined}
        value={query.grain ?? NONE}
        onValueChange={(value) => change({ grain: value === NONE ? null : (value as Grain) })}
        options={[
          { value: NONE, label: t('explore.grain.none') },
          ...GRAINS.map((grain) => ({
            value: grain as string,
            label: t(`explore.grain.${grain}`),
            disabled: grain === 'hour' && !hours,
          })),
        ]}
      />
      <Checkbox
        checked={query.compare}
        onCheckedChange={(checked) => change({ compare: checked === true })}
        label={<span className="text-ink2">{t('explore.controls.compare')}</span>}
      />
    </fieldset>
  );
}
