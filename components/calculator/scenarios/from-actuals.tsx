'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unwrap } from '@/components/budgets/unwrap';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Sheet } from '@/components/ui/sheet';
import { Skeleton } from '@/components/ui/skeleton';
import { NOTHING_PULLED } from '@/lib/calculator/levers';
import { useCalculator } from '../calculator-context';
import { ActualsSummary } from './actuals-summary';
import { useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

const WINDOWS = ['7', '30', '90'] as const;
type Window = (typeof WINDOWS)[number];

/** Fills the workload from what a workflow really used, after showing what was found and what is assumed. */
export function FromActuals() {
  const { t } = useScenarioText();
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t('actuals.button')}</Button>}
      title={t('actuals.title')}
      description={t('actuals.lead')}
    >
      {open && <Picker onDone={() => setOpen(false)} />}
    </Sheet>
  );
}

function Picker({ onDone }: { onDone: () => void }) {
  const { t } = useScenarioText();
  const { actions, setOpen } = useScenarios();
  const { setState } = useCalculator();
  const [days, setDays] = useState<Window>('30');
  const [chosen, setChosen] = useState<string>();
  const workflows = useQuery({
    queryKey: ['scenarios', 'workflows', days],
    queryFn: () => unwrap(actions.readWorkflows(Number(days))),
  });
  const workflow = workflows.data?.some((one) => one.workflow === chosen)
    ? chosen
    : workflows.data?.[0]?.workflow;
  const actuals = useQuery({
    queryKey: ['scenarios', 'actuals', workflow, days],
    queryFn: () => unwrap(actions.readActuals({ workflow: workflow ?? '', days: Number(days) })),
    enabled: workflow !== undefined,
  });

  if (workflows.isError || actuals.isError)
    return (
      <EmptyState
        title={t('failed')}
        action={<Button onClick={() => workflows.refetch()}>{t('again')}</Button>}
      />
    );
  if (workflows.data?.length === 0)
    return (
      <EmptyState
        title={t('actuals.noWorkflows')}
        action={
          <Button asChild>
            <a href="/data/imports">{t('actuals.import')}</a>
          </Button>
        }
      >
        {t('actuals.noWorkflowsLead')}
      </EmptyState>
    );

  const found = actuals.data?.found ? actuals.data : null;
  function fill() {
    if (!found) return;
    const { workload, period } = found;
    setOpen(null);
    setState((state) => ({
      ...state,
      workload,
      plan: NOTHING_PULLED,
      origin: { kind: 'workflow', workflow: found.workflow, ...period },
    }));
    onDone();
  }

  return (
    <>
      <div className="grid gap-3 sm:grid-cols-[1fr_auto]">
        <Field label={t('actuals.workflow')}>
          <Select
            value={workflow}
            onValueChange={setChosen}
            placeholder={t('actuals.reading')}
            options={(workflows.data ?? []).map((one) => ({ value: one.workflow, label: one.label }))}
          />
        </Field>
        <Field label={t('actuals.days')}>
          <Select
            value={days}
            onValueChange={setDays}
            options={WINDOWS.map((value) => ({
              value,
              label: t('actuals.lastDays', { days: Number(value) }),
            }))}
          />
        </Field>
      </div>
      {!actuals.data && <Skeleton className="h-64" />}
      {actuals.data && !actuals.data.found && (
        <EmptyState
          title={t(`actuals.${actuals.data.reason}`)}
          action={
            actuals.data.reason === 'no_priced_usage' && (
              <Button asChild>
                <a href="/data/unpriced">{t('actuals.givePrice')}</a>
              </Button>
            )
          }
        />
      )}
      {found && <ActualsSummary actuals={found} />}
      <div className="sticky bottom-0 -mx-5 -mb-5 mt-auto flex items-center justify-end gap-2 border-t bg-raise px-5 py-3">
        <p className="mr-auto text-xs text-ink2">{t('actuals.replaces')}</p>
        <Button variant="primary" disabled={!found} onClick={fill}>
          {t('actuals.use')}
        </Button>
      </div>
    </>
  );
}
