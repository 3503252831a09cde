'use client';

import { useTranslations } from 'next-intl';
import { memo, type ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { useCalculator } from '../calculator-context';
import { CurrencyChoice } from './currency-choice';
import { FiguresStrip } from './figures-strip';
import { Basis, useHeadline } from './headline';
import { LeversSection } from './levers-section';
import { LinkProblemNote } from './link-problem';
import { ModelsSection } from './models-section';
import { NextLevers } from './next-levers';
import { OutputsSection } from './outputs-section';
import { PresetMenu } from './preset-menu';
import { ReckoningProvider, useReckoning } from './reckoning-context';
import { SplitSection } from './split-section';
import { WaterfallSection } from './waterfall-section';
import { WorkloadForm } from './workload-form';

/** What would it cost, and which lever pays: the form, and figures that follow while it is filled in. */
export function WorkloadPage({ actions, note }: { actions?: ReactNode; note?: ReactNode }) {
  return (
    <ReckoningProvider>
      <LinkProblemNote />
      <Headline actions={actions} />
      {note}
      <Strip />
      <div className="grid gap-x-10 pt-6 lg:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
        <WorkloadForm />
        <Results />
      </div>
      <LeversSection />
      <Waterfall />
      <Models />
    </ReckoningProvider>
  );
}

const Headline = memo(function Headline({ actions }: { actions?: ReactNode }) {
  const t = useTranslations('calculator');
  const reckoning = useReckoning();
  const headline = useHeadline();
  return (
    <PageHeader
      bar={<Origin />}
      actions={
        <>
          <PresetMenu />
          <CurrencyChoice />
          {actions}
        </>
      }
      title={<span aria-live="polite">{headline(reckoning)}</span>}
      sub={
        <>
          <Basis {...reckoning} />
          {reckoning.reading.missing && (
            <p className="text-warn">{t('currency.missing', { currency: reckoning.reading.missing })}</p>
          )}
        </>
      }
    />
  );
});

/** Where the workload started, as long as it is still that. */
function Origin() {
  const t = useTranslations('calculator.origin');
  const { state } = useCalculator();
  if (state.origin?.kind !== 'workflow') return <b>{t('title')}</b>;
  return (
    <>
      <b>{state.origin.workflow}</b> <span className="ml-1">{t('workflow', state.origin)}</span>
    </>
  );
}

const Strip = memo(function Strip() {
  const { calculation } = useReckoning();
  return calculation.priced ? <FiguresStrip calculation={calculation} /> : null;
});

const Results = memo(function Results() {
  const { calculation } = useReckoning();
  if (!calculation.priced) return null;
  return (
    <div className="min-w-0">
      <OutputsSection calculation={calculation} />
      <SplitSection calculation={calculation} />
      <NextLevers />
    </div>
  );
});

const Waterfall = memo(WaterfallSection);
const Models = memo(ModelsSection);
