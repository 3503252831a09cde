'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { toast } from '@/components/ui/toast';
import type { PlanDto, PlanLineDto } from '@/lib/forecasting/plan';
import { type PlanResult, planResult } from '@/lib/forecasting/plan-result';
import { formatMoney } from '@/lib/money/format';
import { subtractMoney, ZERO } from '@/lib/money/money';
import { writeDay } from '@/lib/time/write';
import type { PlanActions } from './actions';
import { leversHref, START } from './levers-address';
import { type Levers, LeversPanel } from './levers-panel';
import { LineForm } from './line-form';
import { LinesTable } from './lines-table';
import { MonthsTable } from './months-table';
import { usePlanMoney } from './use-plan-money';

/** The bottom-up plan against the envelope, with what to do about the difference. */
export function PlanView({
  plan,
  initial,
  actions,
}: {
  plan: PlanDto;
  /** Where the address has the sliders. */
  initial: Levers;
  actions: PlanActions;
}) {
  const t = useTranslations('forecast.plan');
  const locale = useLocale();
  const [levers, setLevers] = useState(initial);
  const move = (to: Levers) => {
    setLevers(to);
    // The figures are reckoned here: the address follows, and the server need not answer again.
    window.history.replaceState(null, '', leversHref(to));
  };
  const [editing, setEditing] = useState<PlanLineDto | 'new' | null>(null);
  const result = planResult(plan, levers.scenario, levers.measures);
  const money = usePlanMoney(plan);
  const mayEdit = plan.teams.length > 0;
  const buttons = mayEdit && (
    <>
      <Draft actions={actions} primary={plan.lines.length === 0} />
      <Button onClick={() => setEditing('new')}>{t('add')}</Button>
    </>
  );
  return (
    <>
      <PageHeader
        bar={t('bar', { month: writeDay(plan.from, 'month', locale) })}
        title={<Headline plan={plan} result={result} />}
        actions={plan.lines.length > 0 && buttons}
        sub={
          <p>
            {[
              plan.envelope &&
                t('sub.envelope', {
                  envelope: formatMoney(plan.envelope.monthly, plan.envelope.currency),
                  budgets: plan.envelope.budgets.join(', '),
                  other: money(plan.otherUsage),
                }),
              result.unpriced > 0 && t('sub.unpriced', { count: result.unpriced }),
              plan.currency !== 'USD' &&
                t('sub.rate', { rate: plan.rate.replace(/\.?0+$/, ''), currency: plan.currency }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        }
      />
      {plan.lines.length === 0 ? (
        <EmptyState title={mayEdit ? t('draft') : t('emptyRead')} action={buttons}>
          {mayEdit && t('emptyText')}
        </EmptyState>
      ) : (
        <>
          <LeversPanel
            plan={plan}
            result={result}
            levers={levers}
            onChange={move}
            onReset={() => move(START)}
          />
          <MonthsTable plan={plan} result={result} />
          <LinesTable plan={plan} result={result} onEdit={setEditing} onRemove={actions.remove} />
        </>
      )}
      {editing && (
        <LineForm
          key={editing === 'new' ? 'new' : editing.id}
          plan={plan}
          line={editing === 'new' ? null : editing}
          onSave={actions.save}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function Headline({ plan, result }: { plan: PlanDto; result: PlanResult }) {
  const t = useTranslations('forecast.plan.headline');
  const money = usePlanMoney(plan);
  const { withMeasures, remaining } = result.reconciliation;
  if (plan.lines.length === 0) return <>{t('none')}</>;
  const values = {
    lines: plan.lines.length,
    plan: money(withMeasures),
    gap: money(remaining < 0n ? subtractMoney(ZERO, remaining) : remaining),
  };
  if (result.available === null) return <>{t('noEnvelope', values)}</>;
  return <>{t(remaining > 0n ? 'over' : 'under', values)}</>;
}

function Draft({ actions, primary }: { actions: PlanActions; primary: boolean }) {
  const t = useTranslations('forecast.plan');
  const router = useRouter();
  const { submit, busy, explain } = useSubmit();
  return (
    <Button
      variant={primary ? 'primary' : 'secondary'}
      busy={busy}
      onClick={async () => {
        const drafted = await submit(actions.draft);
        if (!drafted.ok) return void toast.error(explain(drafted.error));
        toast.success(t('drafted', { count: drafted.value.lines }));
        router.refresh();
      }}
    >
      {t('draft')}
    </Button>
  );
}
