'use client';

import type { ReactNode } from 'react';
import { Status } from '@/components/ui/status';
import { INPUT_KEYS, inputsOf, modelsOf, namedModels } from '@/lib/calculator/report-inputs';
import type { ScenarioState } from '@/lib/calculator/state';
import type { PricedModel } from '@/lib/calculator/usage-cost-prices';
import type { ReportBook } from './report-working';
import { shareText, useScenarioText } from './use-scenario-text';

function Pairs({ rows }: { rows: readonly (readonly [key: string, label: string, value: ReactNode])[] }) {
  return (
    <dl>
      {rows.map(([key, label, value]) => (
        <div key={key} className="flex justify-between gap-4 border-b py-1.5">
          <dt className="text-ink2">{label}</dt>
          <dd className="text-right wrap-anywhere tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What went in: every number that is set, and the models. */
export function ReportInputs({ state, models }: { state: ScenarioState; models: readonly PricedModel[] }) {
  const { t, input } = useScenarioText();
  const inputs = inputsOf(state);
  const nameOf = (model: string) => models.find((one) => one.model === model)?.name ?? model;
  const set = INPUT_KEYS.filter((key) => inputs[key].value !== null).map(
    (key) => [key, t(`input.${key}`), input(inputs[key])] as const,
  );
  const mix = modelsOf(state).map(
    ({ model, share }) => [model, nameOf(model), t('inputs.ofCalls', { share: shareText(share) })] as const,
  );
  const targets = state.plan.routingTargets.map(
    ({ model, share }) =>
      [`to ${model}`, t('inputs.routedTo', { model: nameOf(model) }), shareText(share)] as const,
  );
  const routed = (state.plan.levers.routing?.strength ?? 0) > 0;
  return <Pairs rows={[...set, ...mix, ...(routed ? targets : [])]} />;
}

/** The price of each model the scenario names, in US dollars per million tokens, with its list and date. */
export function ReportPrices({ state, book }: { state: ScenarioState; book: ReportBook }) {
  const { t, day } = useScenarioText();
  const named = namedModels(state);
  return (
    <ul>
      {named.map((name) => {
        const model = book.models.find((one) => one.model === name);
        const prices = model?.rates?.prices;
        return (
          <li key={name} className="border-b py-1.5">
            <div className="flex flex-wrap justify-between gap-x-4">
              <span>{model?.name ?? name}</span>
              {prices ? (
                <span className="ml-auto tabular-nums">
                  {t('prices.inOut', { input: prices.input ?? '–', output: prices.output ?? '–' })}
                </span>
              ) : (
                <Status tone="warn">{t('prices.none')}</Status>
              )}
            </div>
            {model?.rates && (
              <p className="text-xs text-ink2">
                {[
                  prices?.cacheRead && t('prices.cacheRead', { price: prices.cacheRead }),
                  model.source.list,
                  model.source.from && t('prices.from', { day: day(model.source.from) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
