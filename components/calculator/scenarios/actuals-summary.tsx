'use client';

import type { ReactNode } from 'react';
import type { CoverageShare, WorkloadFromActuals } from '@/lib/calculator/actuals';
import { NOTHING_PULLED } from '@/lib/calculator/levers';
import { calculate } from '@/lib/calculator/outputs';
import { formatCount, formatShare } from '@/lib/money/format';
import { parseMoney } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { differenceText } from './difference-text';
import { plainNumber, useScenarioText } from './use-scenario-text';

/** What the ledger says of a workflow, what the calculator makes of it, and what had to be assumed. */
export function ActualsSummary({ actuals }: { actuals: WorkloadFromActuals }) {
  const { t, days } = useScenarioText();
  const { prices, reading, entries } = useCalculator();
  const computed = calculate(actuals.workload, NOTHING_PULLED, prices);
  const metered = parseMoney(actuals.monthlyEffectiveCost);
  const month = computed.priced ? computed.baseline.costPer.month?.total : undefined;
  const share = ({ part, whole }: CoverageShare) => formatShare(BigInt(part), BigInt(whole));
  const rows: [string, ReactNode][] = [
    [t('actuals.days'), t('actuals.daysUsed', { days: days(actuals.period), used: actuals.daysWithUsage })],
    [t('actuals.callsPerDay'), plainNumber(Math.round(Number(actuals.callsPerDay)))],
    [t('actuals.metered'), reading.text(metered)],
    [
      t('actuals.computed'),
      month === undefined
        ? t('actuals.notComputed', { model: computed.priced ? '' : computed.model })
        : `${reading.text(month)} (${differenceText(month, metered)})`,
    ],
    [t('actuals.anatomySaid'), share(actuals.coverage.anatomy)],
    [t('actuals.usersSaid'), share(actuals.coverage.users)],
    [t('actuals.tasksSaid'), share(actuals.coverage.tasks)],
  ];
  const whole = parseMoney(actuals.effectiveCost);
  return (
    <div className="grid gap-5" data-testid="actuals">
      <dl>
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 border-b py-1.5">
            <dt className="text-ink2">{name}</dt>
            <dd className="text-right">{value}</dd>
          </div>
        ))}
      </dl>
      <section>
        <h3 className="mb-1 text-xs text-ink2">{t('actuals.models')}</h3>
        <ul>
          {actuals.models.slice(0, 6).map(({ model, calls, effectiveCost }) => (
            <li key={model} className="flex justify-between gap-4 border-b py-1.5">
              <span className="min-w-0 wrap-anywhere">{entries.get(model)?.name ?? model}</span>
              <span className="text-right whitespace-nowrap">
                {t('actuals.ofModel', {
                  calls: formatShare(BigInt(calls), BigInt(actuals.calls)),
                  cost: formatShare(parseMoney(effectiveCost), whole),
                })}
              </span>
            </li>
          ))}
        </ul>
        {actuals.models.length > 6 && (
          <p className="mt-1 text-xs text-ink2">
            {t('actuals.moreModels', { count: actuals.models.length - 6 })}
          </p>
        )}
      </section>
      <section>
        <h3 className="mb-1 text-xs text-ink2">{t('actuals.assumed')}</h3>
        <ul className="grid list-disc gap-1 pl-4 text-ink2">
          {actuals.notes.map(({ key, values }) => (
            <li key={key}>{t(`actuals.notes.${key}`, { ...NO_VALUES, ...grouped(values) })}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Every note has its own few values; the others stay unsaid. */
const NO_VALUES = { calls: '', tokens: '', share: '', used: '', days: '', models: '' };

const grouped = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, /^\d+(\.\d+)?$/.test(value) ? legible(value) : value]),
  );

/** One decimal at most. */
const legible = (count: string): string =>
  count.includes('.') ? plainNumber(Math.round(Number(count) * 10) / 10) : formatCount(count);
