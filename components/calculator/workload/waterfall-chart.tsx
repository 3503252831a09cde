'use client';

import { useTranslations } from 'next-intl';
import type { Waterfall, WaterfallStep } from '@/lib/calculator/waterfall';
import { formatShare, toChartNumber } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { Figure } from '../kit/working';
import { useReckoning } from './reckoning-context';
import { useStepWorking } from './use-step-working';
import { useWorking } from './use-working';

/** From the baseline down to the optimised month, a lever a line; every bar is drawn to one scale from zero. */
export function WaterfallChart({ waterfall: { baseline, optimised, steps } }: { waterfall: Waterfall }) {
  const t = useTranslations('calculator.waterfall');
  const levers = useTranslations('calculator.levers');
  const { reading, calculation } = useReckoning();
  const working = useWorking();
  const stepWorking = useStepWorking();
  const whole = toChartNumber(baseline);
  const at = (amount: Money) => (whole === 0 ? 0 : (toChartNumber(amount) / whole) * 100);
  const end = (name: string, amount: Money, formula: string, which: 'baseline' | 'optimised') => (
    <Row name={<b className="font-medium">{name}</b>} from={0} to={at(amount)} colour="var(--ink)">
      <Figure
        name={name}
        working={() =>
          working.amount(
            name,
            amount,
            formula,
            calculation.priced ? working.usageInputs(calculation[which]) : [],
            calculation.priced ? calculation[which] : [],
          )
        }
      >
        {reading.text(amount)}
      </Figure>
    </Row>
  );
  const saving = (step: WaterfallStep) => {
    const name = levers(`names.${step.lever}`);
    return (
      <Row key={step.lever} name={name} from={at(step.after)} to={at(step.before)} colour="var(--c1)">
        <Figure name={levers('saves', { lever: name })} working={() => stepWorking(step)}>
          {step.saving === 0n ? levers('nothing') : `−${reading.text(step.saving)}`}
        </Figure>
        {step.saving > 0n && (
          <span className="pl-1.5 text-xs text-ink2">{formatShare(step.saving, baseline)}</span>
        )}
      </Row>
    );
  };
  return (
    <div className="grid gap-1 py-1">
      {end(t('baseline'), baseline, t('formulaBaseline'), 'baseline')}
      {steps.map(saving)}
      {end(t('optimised'), optimised, t('formulaOptimised'), 'optimised')}
    </div>
  );
}

function Row({
  name,
  from,
  to,
  colour,
  children,
}: {
  name: React.ReactNode;
  /** Per cent of the baseline: pixels only. */
  from: number;
  to: number;
  colour: string;
  children: React.ReactNode;
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 sm:grid-cols-[170px_minmax(0,1fr)_150px]">
      <span className="truncate">{name}</span>
      <span aria-hidden className="relative h-4 max-sm:col-span-2 max-sm:row-start-2">
        <span
          className="absolute inset-y-0 min-w-px rounded-[1px]"
          style={{ left: `${from}%`, width: `${Math.max(to - from, 0)}%`, background: colour }}
        />
        <span className="absolute inset-x-0 bottom-[-3px] border-b border-dotted border-line" />
      </span>
      <span className="text-right whitespace-nowrap">{children}</span>
    </div>
  );
}
