'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Progress } from '@/components/ui/progress';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Status } from '@/components/ui/status';
import type { CostSpread, SimulationResult } from '@/lib/calculator/monte-carlo';
import { formatCount, formatShare } from '@/lib/money/format';
import { type Money, moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { TextField } from '../kit/text-field';
import { useRateLine } from '../kit/use-rate-line';
import { type ChartView, ViewSwitch } from '../kit/view-switch';
import { Figure } from '../kit/working';
import { Histogram } from './histogram';
import { HistogramTable } from './histogram-table';
import type { RiskInputs } from './read-risk';
import { DRAW_CHOICES, type RiskFieldName, type RiskTexts } from './risk-fields';
import { type Risk, useRiskText } from './use-risk';
import type { SimulationState } from './use-simulation';

interface DrawsPanelProps {
  risk: Risk;
  draws: SimulationState;
  inputs: RiskInputs;
  texts: RiskTexts;
  wrong: ReadonlySet<RiskFieldName>;
  onChange: (changed: Partial<RiskTexts>) => void;
}

/** All inputs at once: percentiles, a histogram, and the chance of passing a budget. */
export function DrawsPanel(props: DrawsPanelProps) {
  const { risk, draws, inputs } = props;
  const [view, setView] = useState<ChartView>('chart');
  const { t } = useRiskText();
  const { result, percent } = draws;
  return (
    <Section
      title={t('draws.title')}
      note={t('draws.note')}
      actions={
        <>
          <ViewSwitch view={view} onView={setView} />
          {result?.spread && (
            <CsvButton file="risk-draws" rows={() => csvRows(result, inputs, risk.budget)} />
          )}
        </>
      }
    >
      <p className="mb-3 max-w-[64em] text-ink2">{t('draws.lead')}</p>
      <Controls {...props} />
      <div className="h-6" aria-live="polite">
        {percent !== null && (
          <span className="flex items-center gap-3 text-xs text-ink2">
            <Progress value={percent} label={t('draws.title')} className="w-40" />
            {t('draws.progress', { percent: Math.floor(percent) })}
          </span>
        )}
        {percent === null && !result && <span className="text-xs text-ink2">{t('draws.waiting')}</span>}
      </div>
      {result && result.unpriced > 0 && (
        <Status tone="warn" className="whitespace-normal!">
          {t('draws.failed', { count: formatCount(result.unpriced), of: formatCount(result.samples) })}
        </Status>
      )}
      {result?.spread && (
        <div className={percent === null ? '' : 'opacity-60 transition-opacity'}>
          <Figures result={result} spread={result.spread} risk={risk} inputs={inputs} />
          {view === 'chart' ? (
            <Histogram spread={result.spread} samples={result.samples} budget={risk.budget} />
          ) : (
            <HistogramTable spread={result.spread} samples={result.samples} />
          )}
        </div>
      )}
    </Section>
  );
}

function Controls({ inputs, texts, wrong, onChange }: DrawsPanelProps) {
  const { t, reading, bounds } = useRiskText();
  const currency =
    texts.budget === ''
      ? reading.currency
      : (inputs.budget?.currency ?? (texts.budgetIn || reading.currency));
  return (
    <div className="mb-2 flex flex-wrap items-start gap-x-4 gap-y-3">
      <TextField
        className="w-48"
        label={t('draws.budget', { currency })}
        value={texts.budget}
        onChange={(budget) =>
          onChange({ budget, budgetIn: texts.budget === '' ? reading.currency : currency })
        }
        hint={t('draws.budgetHint')}
        error={wrong.has('budget') && t('wrongBudget')}
      />
      <TextField
        className="w-40"
        label={t('draws.seed')}
        value={texts.seed}
        onChange={(seed) => onChange({ seed })}
        error={wrong.has('seed') && bounds('seed')}
      />
      <Field label={t('draws.count')}>
        <Select
          value={texts.draws}
          onValueChange={(draws) => onChange({ draws })}
          options={[...new Set([...DRAW_CHOICES, String(inputs.draws)])].map((value) => ({
            value,
            label: formatCount(value),
          }))}
        />
      </Field>
      <Button className="mt-[23px]" onClick={() => onChange({ seed: anotherSeed() })}>
        {t('draws.another')}
      </Button>
    </div>
  );
}

/** Short enough to read out over a telephone. */
const anotherSeed = (): string => String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1);

function Figures({
  result,
  spread,
  risk,
  inputs,
}: {
  result: SimulationResult;
  spread: CostSpread;
  risk: Risk;
  inputs: RiskInputs;
}) {
  const { t, amount, reading } = useRiskText();
  const rateLine = useRateLine();
  const drawn = [
    [t('draws.seed'), String(inputs.seed)],
    [t('draws.count'), formatCount(result.samples)],
  ] as const;
  const figures = (['p10', 'p50', 'p90', 'mean'] as const).map((key) => ({
    key,
    name: t(`draws.${key}`),
    says: t(`draws.${key}Says`),
    cost: spread[key],
  }));
  const { overBudget } = result;
  return (
    <div className="mb-4 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-5">
      {figures.map(({ key, name, says, cost }) => (
        <p key={key} className="min-w-0">
          <span className="block text-ink2">{name}</span>
          <Figure
            className="figure"
            name={name}
            working={() => ({
              name,
              figure: amount(cost),
              exact: `${moneyToString(reading.convert(cost))} ${reading.currency}`,
              formula: t(key === 'mean' ? 'draws.formulaMean' : 'draws.formula'),
              inputs: drawn,
              sources: [rateLine],
            })}
          >
            {amount(cost)}
          </Figure>
          <span className="block text-xs text-ink2">{says}</span>
        </p>
      ))}
      <div className="min-w-0 max-sm:col-span-2">
        <span className="block text-ink2">{t('draws.chance')}</span>
        {overBudget && risk.budget !== null ? (
          <>
            <Figure
              className="figure"
              name={t('draws.chance')}
              working={() => ({
                name: t('draws.chance'),
                figure: formatShare(BigInt(overBudget.samples), BigInt(overBudget.of), 2),
                exact: `${overBudget.samples} ÷ ${overBudget.of}`,
                formula: t('draws.formulaChance'),
                inputs: [...drawn, [t('draws.budgetMark'), amount(risk.budget as Money)]],
                sources: [rateLine],
              })}
            >
              {formatShare(BigInt(overBudget.samples), BigInt(overBudget.of))}
            </Figure>
            <span className="block text-xs text-ink2">
              {t('draws.chanceSays', {
                count: formatCount(overBudget.samples),
                of: formatCount(overBudget.of),
                budget: amount(risk.budget),
              })}
            </span>
          </>
        ) : (
          <span className="block text-xs text-ink2">
            {inputs.budget && risk.budget === null
              ? t('draws.noRate', { currency: inputs.budget.currency })
              : t('draws.noBudget')}
          </span>
        )}
      </div>
    </div>
  );
}

const csvRows = (
  { spread, samples, overBudget }: SimulationResult,
  inputs: RiskInputs,
  budget: Money | null,
) => [
  ['seed', 'draws', 'p10_usd', 'p50_usd', 'p90_usd', 'mean_usd', 'budget_usd', 'draws_over_budget'],
  [
    inputs.seed,
    samples,
    ...(spread ? [spread.p10, spread.p50, spread.p90, spread.mean].map(moneyToString) : ['', '', '', '']),
    budget === null ? null : moneyToString(budget),
    overBudget?.samples ?? null,
  ],
  [],
  ['from_usd', 'to_usd', 'draws'],
  ...(spread?.histogram ?? []).map((bin) => [moneyToString(bin.from), moneyToString(bin.to), bin.samples]),
];
