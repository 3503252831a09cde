'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { unwrap } from '@/components/budgets/unwrap';
import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { encodeFilter } from '@/lib/attribution/search-params';
import { NOTHING_PULLED } from '@/lib/calculator/levers';
import { calculate } from '@/lib/calculator/outputs';
import type { ScenarioState } from '@/lib/calculator/state';
import { parseMoney } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { ActualsSummary } from './actuals-summary';
import { differenceText } from './difference-text';
import { useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

/** Where a workload was read from the ledger: what these days really cost, beside what the calculator makes of them. */
export function ActualsNote({ state }: { state: ScenarioState }) {
  const { t, days } = useScenarioText();
  const { actions } = useScenarios();
  const { prices, reading } = useCalculator();
  const { origin } = state;
  const workflow = origin?.kind === 'workflow' ? origin : null;
  const period = workflow && { from: workflow.from, to: workflow.to };
  const { data } = useQuery({
    queryKey: ['scenarios', 'actuals', workflow?.workflow, period],
    queryFn: () => unwrap(actions.readActuals({ workflow: workflow?.workflow ?? '', period })),
    enabled: workflow !== null,
    staleTime: 300_000,
  });
  if (!workflow) return null;
  const said = { workflow: workflow.workflow, days: days(workflow) };
  if (!data) return <p className="text-ink2">{t('actuals.from', said)}</p>;
  if (!data.found)
    return (
      <p className="text-ink2">
        {t('actuals.from', said)} {t(`actuals.${data.reason}`)}
      </p>
    );
  const metered = parseMoney(data.monthlyEffectiveCost);
  const now = calculate(state.workload, NOTHING_PULLED, prices);
  const month = now.priced ? now.baseline.costPer.month?.total : undefined;
  return (
    <p className="text-ink2" data-testid="actuals-note">
      {t('actuals.from', said)}{' '}
      {t('actuals.realBaseline', {
        metered: reading.text(metered),
        difference: month === undefined ? '–' : differenceText(month, metered),
      })}{' '}
      <Sheet
        title={t('actuals.title')}
        description={t('actuals.from', said)}
        trigger={
          <button type="button" className="text-link text-ink">
            {t('actuals.how')}
          </button>
        }
      >
        <ActualsSummary actuals={data} />
        <Button asChild className="justify-self-start">
          <Link href={exploreHref(workflow)}>{t('actuals.explore')}</Link>
        </Button>
      </Sheet>
    </p>
  );
}

/** The same for what is in the calculator, and which saved scenario that is. */
export function WorkloadActuals() {
  const { t } = useScenarioText();
  const { state } = useCalculator();
  const { open } = useScenarios();
  if (!open && state.origin?.kind !== 'workflow') return null;
  return (
    <div className="pb-5">
      {open && (
        <p className="text-ink2">
          {t.rich(open.own ? 'save.isOpen' : 'save.isOpenOther', {
            name: open.name,
            link: (chunks) => (
              <Link href={`/calculator/scenarios/${open.id}`} className="text-link text-ink">
                {chunks}
              </Link>
            ),
          })}
        </p>
      )}
      <ActualsNote state={state} />
    </div>
  );
}

/** The rows beneath, by model. */
function exploreHref({ workflow, from, to }: { workflow: string; from: string; to: string }): string {
  const params = new URLSearchParams({ from, to, by: 'model' });
  params.append('f', encodeFilter({ dimension: 'workflow', values: [workflow], exclude: false }));
  return `/explore?${params}`;
}
