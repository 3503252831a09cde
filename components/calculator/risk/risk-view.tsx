'use client';

import Link from 'next/link';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import type { SimulationResult } from '@/lib/calculator/monte-carlo';
import type { WorkloadInput } from '@/lib/calculator/sensitivity-workload';
import { stateHref } from '@/lib/calculator/state';
import { formatCount, formatShare } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { usePageParams } from '../kit/use-page-params';
import { useRateLine } from '../kit/use-rate-line';
import { AdoptionTable } from './adoption-table';
import { DrawsPanel } from './draws-panel';
import { RangesPanel } from './ranges-panel';
import { readRisk } from './read-risk';
import { RisePanel } from './rise-panel';
import { RISK_START, type RiskTexts } from './risk-fields';
import { TornadoPanel } from './tornado-panel';
import { type Risk, useRisk, useRiskText } from './use-risk';
import { useSimulation } from './use-simulation';

/** What could go otherwise than assumed: one input at a time, adoption, prices, and everything at once. */
export function RiskView() {
  const { t } = useRiskText();
  const { state } = useCalculator();
  const rateLine = useRateLine();
  const [texts, change] = usePageParams<keyof RiskTexts>(RISK_START);
  const { inputs, wrong } = useMemo(() => readRisk(texts), [texts]);
  const risk = useRisk(inputs);
  const draws = useSimulation(risk.request);
  if (risk.monthly === null) return <NoPrice />;
  const pulled = Object.keys(state.plan.levers).length > 0;
  return (
    <>
      <PageHeader
        bar={
          <>
            <b>{t('title')}</b> <span className="ml-1">{rateLine}</span>
          </>
        }
        actions={
          pulled && (
            <Select
              prefix={t('of')}
              aria-label={t('of')}
              value={inputs.of}
              onValueChange={(of) => change({ of })}
              options={[
                { value: 'plan', label: t('ofPlan') },
                { value: 'today', label: t('ofToday') },
              ]}
            />
          )
        }
        title={<Sentence monthly={risk.monthly} budget={risk.budget} result={draws.result} />}
        sub={<Widest risk={risk} />}
      />
      <TornadoPanel risk={risk} texts={texts} wrong={wrong} onChange={change} plan={inputs.of} />
      <RangesPanel ranges={risk.ranges} written={inputs.ranges} spread={inputs.spread} onChange={change} />
      <DrawsPanel risk={risk} draws={draws} inputs={inputs} texts={texts} wrong={wrong} onChange={change} />
      <AdoptionTable adoption={risk.adoption} />
      <RisePanel monthly={risk.monthly} rise={inputs.rise} texts={texts} wrong={wrong} onChange={change} />
    </>
  );
}

function Sentence({
  monthly,
  budget,
  result,
}: {
  monthly: Money;
  budget: Money | null;
  result: SimulationResult | null;
}) {
  const { t, amount } = useRiskText();
  const { spread, overBudget, samples } = result ?? {};
  if (budget !== null && overBudget)
    return t('sentence.budget', {
      amount: amount(monthly),
      budget: amount(budget),
      percent: formatShare(BigInt(overBudget.samples), BigInt(overBudget.of)),
      draws: formatCount(samples ?? 0),
    });
  if (spread)
    return t('sentence.spread', {
      ...{ amount: amount(monthly), p10: amount(spread.p10), p90: amount(spread.p90) },
    });
  return t('sentence.plain', { amount: amount(monthly) });
}

function Widest({ risk }: { risk: Risk }) {
  const { t, amount, input, value } = useRiskText();
  const [bar] = risk.tornado.bars;
  if (!bar || bar.low.cost === null || bar.high.cost === null) return null;
  const key = bar.key as WorkloadInput;
  const costs = [bar.low.cost, bar.high.cost].sort((a, b) => (a < b ? -1 : 1)) as [Money, Money];
  return t('sub', {
    input: input(key),
    low: amount(costs[0]),
    high: amount(costs[1]),
    from: value(key, bar.low.value),
    to: value(key, bar.high.value),
  });
}

function NoPrice() {
  const { t } = useRiskText();
  const { state } = useCalculator();
  return (
    <>
      <PageHeader title={t('sentence.unpriced')} sub={t('unpricedHint')} />
      <div className="flex flex-wrap gap-2 pt-4">
        <Button asChild variant="primary">
          <Link href={stateHref('/calculator', state)}>{t('toWorkload')}</Link>
        </Button>
        <Button asChild>
          <Link href="/prices">{t('toPrices')}</Link>
        </Button>
      </div>
    </>
  );
}
