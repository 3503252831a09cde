'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { withLever } from '@/lib/calculator/levers';
import type { NextLever } from '@/lib/calculator/next-lever';
import { ratioOf } from '@/lib/calculator/tokens-ratio';
import { formatShare, toChartNumber } from '@/lib/money/format';
import { moneyOf } from '@/lib/money/money';
import { useBook } from '../calculator-context';
import { Figure } from '../kit/working';
import { withTargets } from './reckon';
import { useReckoning } from './reckoning-context';
import { useWorking } from './use-working';
import { usePlan } from './use-workload';

const SHOWN = 5;

/** Which lever pays most on top of what is pulled, worked out against this very plan. */
export function NextLevers() {
  const t = useTranslations('calculator.next');
  const levers = useTranslations('calculator.levers');
  const { next, reading } = useReckoning();
  const paying = next.filter(({ monthlySaving }) => monthlySaving > 0n).slice(0, SHOWN);
  const [best] = paying;
  return (
    <Section title={t('title')} note={t('note')}>
      {best ? (
        <>
          <p className="font-serif text-[19px] leading-snug">
            {t('sentence', {
              lever: levers(`names.${best.lever}`),
              amount: reading.text(best.monthlySaving),
              further: best.alreadyPulled ? 'yes' : 'no',
            })}
          </p>
          <ol className="pt-2">
            {paying.map((move) => (
              <Move key={move.lever} move={move} longest={toChartNumber(best.monthlySaving)} />
            ))}
          </ol>
        </>
      ) : (
        <p className="text-ink2">{t('none')}</p>
      )}
    </Section>
  );
}

function Move({ move, longest }: { move: NextLever; longest: number }) {
  const t = useTranslations('calculator.next');
  const levers = useTranslations('calculator.levers');
  const { reading, calculation } = useReckoning();
  const { prices } = useBook();
  const { change } = usePlan();
  const working = useWorking();
  const { lever, to, monthlySaving, alreadyPulled } = move;
  const name = levers(`names.${lever}`);
  const share = (value: number) => formatShare(ratioOf(value).n, ratioOf(value).d);
  const now = calculation.priced ? (calculation.optimised.costPer.month?.total ?? null) : null;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 border-b border-line py-1.5">
      <span className="min-w-0">
        <span className="block truncate">
          {name}{' '}
          <span className="text-xs text-ink2">
            {t('to', { strength: share(to.strength), applies: share(to.applies) })}
          </span>
        </span>
        <span
          aria-hidden
          className="mt-0.5 block h-1 rounded-[1px] bg-c1"
          style={{ width: `${Math.max(1, (toChartNumber(monthlySaving) / longest) * 100)}%` }}
        />
      </span>
      <Figure
        name={levers('saves', { lever: name })}
        working={() =>
          working.amount(
            t('would', { lever: name }),
            monthlySaving,
            t('formula'),
            now === null
              ? []
              : [
                  [t('now'), reading.text(now)],
                  [t('then'), reading.text(moneyOf(now - monthlySaving))],
                ],
            calculation.priced ? calculation.optimised : [],
          )
        }
      >
        {`−${reading.text(monthlySaving)}`}
      </Figure>
      <Button
        size="sm"
        aria-label={t('pullLever', { lever: name })}
        onClick={() =>
          change((plan) => withLever(lever === 'routing' ? withTargets(plan, prices) : plan, lever, to))
        }
      >
        {t(alreadyPulled ? 'further' : 'pull')}
      </Button>
    </li>
  );
}
