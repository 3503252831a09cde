'use client';

import Link from 'next/link';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import type { Currency } from '@/lib/money/currency';
import { formatShare } from '@/lib/money/format';
import { parseMoney } from '@/lib/money/money';
import type { InitiativeDto } from '@/lib/savings/initiative';
import { readingIn, useBook } from '../calculator-context';
import { Figure } from '../kit/working';
import { useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

/** Plans that were kept against a real baseline. */
export function Initiatives({
  initiatives,
  currency,
  linked = false,
}: {
  initiatives: readonly InitiativeDto[];
  currency: Currency;
  /** Names lead to the scenario. */
  linked?: boolean;
}) {
  const { t, instant } = useScenarioText();
  const { timeZone } = useScenarios().reader;
  if (initiatives.length === 0) return null;
  return (
    <Section title={t('initiative.section')} note={t('initiative.note')}>
      <ul>
        {initiatives.map((one) => (
          <li
            key={one.id}
            className="grid gap-x-6 gap-y-1 border-b py-2.5 sm:grid-cols-[1fr_auto] sm:items-baseline"
          >
            <div className="min-w-0">
              <p>
                {linked && one.scenarioId ? (
                  <Link href={`/calculator/scenarios/${one.scenarioId}`} className="text-link">
                    {one.name}
                  </Link>
                ) : (
                  one.name
                )}{' '}
                <Status tone="neutral" className="ml-2">
                  {t(`initiative.states.${one.state}`)}
                </Status>
              </p>
              <p className="text-xs text-ink2">
                {[
                  one.workflow,
                  one.team?.name ?? t('initiative.allTeams'),
                  one.ownerName,
                  instant(one.updatedAt, timeZone),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Amounts initiative={one} currency={currency} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Amounts({ initiative, currency }: { initiative: InitiativeDto; currency: Currency }) {
  const { t, days, day } = useScenarioText();
  const { list } = useBook();
  const reading = readingIn(list, currency);
  const [before, after, saving] = [
    initiative.baselineMonthly,
    initiative.plannedMonthly,
    initiative.savingMonthly,
  ].map(parseMoney) as [
    ReturnType<typeof parseMoney>,
    ReturnType<typeof parseMoney>,
    ReturnType<typeof parseMoney>,
  ];
  const { working } = initiative;
  return (
    <p className="sm:text-right">
      {reading.text(before)} → {reading.text(after)}{' '}
      <Figure
        name={t('initiative.saving')}
        className="font-medium"
        working={() => ({
          name: t('initiative.saving'),
          figure: reading.text(saving),
          exact: `USD ${initiative.savingMonthly}`,
          formula: t('initiative.formula'),
          inputs: [
            [t('initiative.days'), days(working.period)],
            [t('initiative.metered'), reading.text(parseMoney(working.effectiveCost))],
            [t('initiative.baseline'), reading.text(before)],
            [t('initiative.modelledBaseline'), reading.text(parseMoney(working.modelledBaseline))],
            [t('initiative.modelledOptimised'), reading.text(parseMoney(working.modelledOptimised))],
            [t('initiative.planned'), reading.text(after)],
            ...working.levers.map((lever) => [t(`levers.${lever}`), '✓'] as const),
            ...(working.trainingCost
              ? [[t('initiative.training'), reading.text(parseMoney(working.trainingCost))] as const]
              : []),
          ],
          sources: [
            t('working.pricesOf', { day: day(working.pricesOn) }),
            ...(working.unpricedTokens === '0'
              ? []
              : [t('initiative.unpriced', { tokens: working.unpricedTokens })]),
          ],
        })}
      >
        {t('initiative.amount', { amount: reading.text(saving), share: formatShare(saving, before) })}
      </Figure>
    </p>
  );
}
