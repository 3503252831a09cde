'use client';

import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Status } from '@/components/ui/status';
import { formatShare } from '@/lib/money/format';
import { usePageParams } from '../kit/use-page-params';
import { useRateLine } from '../kit/use-rate-line';
import { BreakdownPanel } from './breakdown-panel';
import { BUILD_START, type BuildTexts } from './build-fields';
import { BuildForm } from './build-form';
import { readBuild } from './build-inputs';
import { type ArmKey, type BuildResult, MOST_NODES } from './build-result';
import { ChecksTable } from './checks-table';
import { CrossingsPanel } from './crossings-panel';
import { CurvePanel } from './curve-panel';
import { HybridPanel } from './hybrid-panel';
import { RulePanel } from './rule-panel';
import { ServingTable } from './serving-table';
import { useBuildResult } from './use-build-result';
import { type BuildText, useBuildText } from './use-build-text';
import { YearsTable } from './years-table';

/** API, neocloud or own hardware over three years: what was entered on the left, what follows from it on the right. */
export function BuildView() {
  const text = useBuildText();
  const rateLine = useRateLine();
  const [texts, change] = usePageParams(BUILD_START);
  const { inputs, wrong } = useMemo(() => readBuild(texts as BuildTexts), [texts]);
  const outcome = useBuildResult(inputs);
  const { t } = text;
  const { result } = outcome;
  return (
    <>
      <PageHeader
        bar={
          <>
            <b>{t('title')}</b> <span className="ml-1">{rateLine}</span>
          </>
        }
        actions={
          <Button size="sm" onClick={() => change(BUILD_START)}>
            {t('reset')}
          </Button>
        }
        title={result ? sentence(text, result) : t('tooMany', { count: Number(MOST_NODES) })}
        sub={result && cheapestText(text, result)}
      />
      {wrong.size > 0 && (
        <p role="status" className="mb-4">
          <Status tone="warn" className="whitespace-normal!">
            {t('wrong', { count: wrong.size })}
          </Status>
        </p>
      )}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[280px_minmax(0,1fr)]">
        <BuildForm
          texts={texts}
          wrong={wrong}
          onChange={change}
          gpus={result?.serving.after.gpus ?? null}
          own={inputs.own}
        />
        {result && (
          <div className="min-w-0">
            <YearsTable result={result} inputs={inputs} />
            <CurvePanel result={result} />
            <CrossingsPanel result={result} onPrice={(api) => change({ api })} />
            <RulePanel result={result} />
            <BreakdownPanel result={result} />
            <HybridPanel result={result} />
            <ServingTable result={result} />
          </div>
        )}
      </div>
      <ChecksTable />
    </>
  );
}

function sentence({ t, tokens, amount }: BuildText, { total, cheapest, totalTokens }: BuildResult): string {
  return t(`sentence.${cheapest}`, {
    tokens: tokens(totalTokens),
    amount: amount(total[cheapest]),
    percent: formatShare(total.api - total[cheapest], total.api),
  });
}

function cheapestText({ t, tokens, arm }: BuildText, { cheapestFrom, upTo }: BuildResult): string {
  const [first, second] = cheapestFrom;
  if (!first) return '';
  if (!second) return t('sub.always', { arm: arm(first.cheapest as ArmKey), upTo: tokens(upTo) });
  const values = { first: arm(first.cheapest as ArmKey), volume: tokens(second.tokensPerYear) };
  return cheapestFrom.length === 2
    ? t('sub.changes', { ...values, last: arm(second.cheapest as ArmKey) })
    : t('sub.more', { ...values, count: cheapestFrom.length - 1 });
}
