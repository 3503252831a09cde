'use client';

import { useState } from 'react';
import { QueryProvider } from '@/components/shell/query-provider';
import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import type { ActionResult } from '@/lib/action-result';
import type { Metric, MetricKey } from '@/lib/board/metric';
import { inputText } from '@/lib/board/metric-text';
import type { Currency } from '@/lib/money/currency';
import { MetricBeneath, type ReadMetric } from './metric-beneath';
import { SheetPart } from './sheet-part';
import { TargetForm, type TargetInput } from './target-form';
import { TargetMark } from './target-mark';
import { TrendChart } from './trend-chart';
import { type BoardText, useBoardText } from './use-board-text';

export interface MetricSheetProps {
  metrics: readonly Metric[];
  metricKey: MetricKey;
  month: string;
  currency: Currency;
  maySetTargets: boolean;
  setTarget: (input: TargetInput) => Promise<ActionResult<unknown>>;
  readMetric: ReadMetric;
  onClose: () => void;
}

/** The working of a metric: formula, terms, target, thirteen months, coverage, and the rows beneath. */
export default function MetricSheet({ metrics, metricKey, onClose, ...shared }: MetricSheetProps) {
  const { t } = useBoardText(shared.currency);
  const metric = metrics.find(({ key }) => key === metricKey);
  if (!metric) return null;
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`metrics.${metricKey}.name`)}
      className="sm:w-[min(760px,94vw)]"
    >
      <QueryProvider>
        <Working metric={metric} {...shared} />
      </QueryProvider>
    </Sheet>
  );
}

function Working({
  metric,
  ...shared
}: { metric: Metric } & Omit<MetricSheetProps, 'metrics' | 'metricKey' | 'onClose'>) {
  const { month, currency } = shared;
  const text = useBoardText(currency);
  const { t } = text;
  return (
    <div className="grid gap-5" data-testid="metric-working">
      <div>
        <p className="text-ink2">{text.month(month)}</p>
        <p
          className="font-serif text-[29px] leading-tight"
          data-testid="explained-figure"
          data-value={metric.value ?? ''}
        >
          {text.value(metric)}
        </p>
        {metric.value !== null && (
          <p className="text-xs wrap-anywhere text-ink2">
            {t('sheet.exact')} {metric.value} {metric.unit === 'money' ? currency : ''}
          </p>
        )}
        {metric.gap && <p className="text-warn">{text.gap(metric.gap)}</p>}
      </div>
      <SheetPart title={t('sheet.formula')}>
        <p>{t(`metrics.${metric.key}.formula`)}</p>
        <Terms metric={metric} text={text} currency={currency} />
        <p className="mt-2 text-xs text-ink2">{t(`metrics.${metric.key}.note`)}</p>
      </SheetPart>
      <Target metric={metric} text={text} {...shared} />
      <SheetPart title={t('columns.trend')}>
        <TrendChart metric={metric} currency={currency} />
      </SheetPart>
      <SheetPart title={t('columns.coverage')}>
        <p>
          {metric.coverage === null
            ? t('sheet.noCoverage')
            : t(`metrics.${metric.key}.coverage`, { share: text.coverage(metric.coverage) })}
        </p>
      </SheetPart>
      <MetricBeneath metric={metric} month={month} currency={currency} readMetric={shared.readMetric} />
    </div>
  );
}

function Terms({ metric, text, currency }: { metric: Metric; text: BoardText; currency: Currency }) {
  return (
    <dl className="mt-1.5 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1" data-testid="metric-terms">
      {metric.inputs.map((input) => (
        <div key={input.key} className="contents">
          <dt className="text-ink2">{text.t(`terms.${input.key}`)}</dt>
          <dd className="text-right" title={input.value ?? undefined} data-term={input.key}>
            {inputText(input, currency)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Target({
  metric,
  text,
  month,
  currency,
  maySetTargets,
  setTarget,
}: { metric: Metric; text: BoardText } & Pick<
  MetricSheetProps,
  'month' | 'currency' | 'maySetTargets' | 'setTarget'
>) {
  const { t } = text;
  const [editing, setEditing] = useState(false);
  return (
    <SheetPart title={t('columns.target')}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1.5">
        <TargetMark metric={metric} text={text} />
        {metric.target && (
          <span className="text-xs text-ink2">
            {t('target.since', { month: text.month(metric.target.since), by: metric.target.setBy })}
          </span>
        )}
        {maySetTargets && !editing && (
          <Button size="sm" className="ml-auto" onClick={() => setEditing(true)}>
            {t('target.change')}
          </Button>
        )}
      </div>
      {editing && (
        <div className="mt-3">
          <TargetForm
            metric={metric}
            month={month}
            currency={currency}
            setTarget={setTarget}
            onDone={() => setEditing(false)}
          />
        </div>
      )}
    </SheetPart>
  );
}
