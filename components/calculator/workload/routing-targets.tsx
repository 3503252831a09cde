'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cheapestPerTier } from '@/lib/calculator/compare-models';
import type { RoutingTarget } from '@/lib/calculator/levers';
import { sumOfShares } from './mix-draft';
import { MixFields } from './mix-fields';
import { useComparison } from './reckoning-context';
import { usePlan } from './use-workload';

/** Where calls may go: each does where it is cheaper and its context window holds them. */
export function RoutingTargets() {
  const t = useTranslations('calculator.routing');
  const { plan, change } = usePlan();
  const comparison = useComparison();
  const set = (routingTargets: readonly RoutingTarget[]) => change((now) => ({ ...now, routingTargets }));
  const { cost_optimised: cheap, balanced } = cheapestPerTier(comparison);
  return (
    <div className="mt-2 grid max-w-[520px] gap-2 border-l-2 border-line pl-4 lg:ml-6">
      <p className="text-ink2">{t('note')}</p>
      <MixFields
        legs={plan.routingTargets}
        most={6}
        complete={(legs) => sumOfShares(legs) <= 1_000_000}
        sumError={(sum) => t('sum', { sum })}
        onChange={set}
      />
      {cheap && balanced && (
        <span>
          <Button
            size="sm"
            onClick={() =>
              set([
                { model: cheap, share: 0.7 },
                { model: balanced, share: 0.25 },
              ])
            }
          >
            {t('cheapest')}
          </Button>
        </span>
      )}
    </div>
  );
}
