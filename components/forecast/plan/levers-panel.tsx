'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { type Measures, WAYS_OUT } from '@/lib/forecasting/bottom-up';
import type { PlanDto, Scenario } from '@/lib/forecasting/plan';
import type { PlanResult } from '@/lib/forecasting/plan-result';
import type { WayOutEffect } from '@/lib/forecasting/reconcile';
import { usePlanMoney } from './use-plan-money';

/** Basis points throughout. */
export interface Levers {
  measures: Measures;
  scenario: Scenario;
}

interface LeversPanelProps {
  plan: PlanDto;
  result: PlanResult;
  levers: Levers;
  onChange: (levers: Levers) => void;
  onReset: () => void;
}

/** One hundredth of everything. */
const PERCENT = 100n;

/** The three ways out of a gap with what each would do, and the two things that could come otherwise. */
export function LeversPanel({ plan, result, levers, onChange, onReset }: LeversPanelProps) {
  const t = useTranslations('forecast.plan.levers');
  const { measures, scenario } = levers;
  const set = (part: { measures?: Partial<Measures>; scenario?: Partial<Scenario> }) =>
    onChange({ measures: { ...measures, ...part.measures }, scenario: { ...scenario, ...part.scenario } });
  return (
    <Section
      title={t('title')}
      note={t('note')}
      actions={
        <Button size="sm" onClick={onReset}>
          {t('reset')}
        </Button>
      }
    >
      <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {WAYS_OUT.map((way) => (
          <Slider
            key={way}
            label={t(way)}
            value={measures[way]}
            most={100}
            onChange={(points) => set({ measures: { [way]: points } })}
            note={
              <Effect
                effect={result.reconciliation.ways.find((one) => one.way === way)}
                plan={plan}
                result={result}
              />
            }
          />
        ))}
        <Slider
          label={t('priceRise')}
          value={scenario.priceRise}
          most={100}
          onChange={(priceRise) => set({ scenario: { priceRise } })}
        />
        <Slider
          label={t('users')}
          value={scenario.users}
          most={200}
          onChange={(users) => set({ scenario: { users } })}
        />
      </div>
    </Section>
  );
}

function Slider({
  label,
  value,
  most,
  onChange,
  note,
}: {
  label: string;
  value: bigint;
  /** In per cent. */
  most: number;
  onChange: (points: bigint) => void;
  note?: React.ReactNode;
}) {
  const id = useId();
  const percent = Number(value / PERCENT);
  return (
    <div className="grid content-start gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className="font-medium">
          {percent} %
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={most}
        step={1}
        value={percent}
        aria-valuetext={`${percent} %`}
        onChange={(event) => onChange(BigInt(event.target.value) * PERCENT)}
        className="w-full accent-accent"
      />
      {note && <p className="text-xs text-ink2">{note}</p>}
    </div>
  );
}

function Effect({
  effect,
  plan,
  result,
}: {
  effect: WayOutEffect | undefined;
  plan: PlanDto;
  result: PlanResult;
}) {
  const t = useTranslations('forecast.plan.levers');
  const money = usePlanMoney(plan);
  if (!effect) return null;
  const alone = t('saves', { amount: money(effect.saves) });
  if (result.available === null) return <>{alone}</>;
  const needed =
    effect.needed === null
      ? t('notEnough')
      : effect.needed === 0n
        ? t('fits')
        : t('needed', { percent: `${Number((effect.needed + 9n) / 10n) / 10} %` });
  return (
    <>
      {alone} · {needed}
    </>
  );
}
