'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { BUDGET_PERIODS, type BudgetPeriodKind, DEFAULT_THRESHOLDS } from '@/lib/budgets/budget';
import type { BudgetPlaces, BudgetScopeDto } from '@/lib/budgets/budget-dto';
import type { CreateBudgetInput } from '@/lib/budgets/budget-input';
import { useBudgetActions } from './actions-context';
import type { Draft } from './draft';
import { plainAmount } from './draft';
import { LimitField } from './limit-field';
import { PreviewPanel } from './preview-panel';
import { ScopeFields } from './scope-fields';
import { TermFields } from './term-fields';
import { ThresholdFields } from './threshold-fields';
import { useBudgetSubmit } from './use-budget-submit';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

interface CreateSheetProps {
  open: boolean;
  onClose: () => void;
  places: BudgetPlaces;
  /** Where to make it, when the reader came from a place of the tree. */
  scope: BudgetScopeDto | null;
  currency: string;
}

type Currency = NonNullable<CreateBudgetInput['currency']>;
const TOKENS = 'tokens';
const AMOUNT = /^\d{1,20}(\.\d{1,12})?$/;

/** A new budget: for whom, how much per period, what happens at each threshold, and what that would have done. */
export function CreateSheet(props: CreateSheetProps) {
  const { t } = useBudgetText();
  return (
    <Sheet
      open={props.open}
      onOpenChange={(next) => !next && props.onClose()}
      title={t('create.title')}
      description={t('create.lead')}
      className="sm:w-[min(640px,94vw)]"
    >
      {props.open && <CreateForm {...props} />}
    </Sheet>
  );
}

const EMPTY: Draft = {
  name: '',
  limit: '',
  thresholds: [...DEFAULT_THRESHOLDS],
  stopCondition: '',
  ownerId: null,
  whenUnavailable: 'open',
  whenUnpriced: 'deny',
  reviewOn: '',
};

function CreateForm({ onClose, places, scope: given, currency: reading }: CreateSheetProps) {
  const { t, place } = useBudgetText();
  const common = useTranslations('common');
  const { create } = useBudgetActions();
  const refresh = useRefresh();
  const [scope, setScope] = useState<BudgetScopeDto | null>(given);
  const [period, setPeriod] = useState<BudgetPeriodKind>('month');
  const [unit, setUnit] = useState(reading);
  const [draft, setDraft] = useState(EMPTY);
  const { submit, busy, field, summary, refusedFor, clear } = useBudgetSubmit();
  const of =
    unit === TOKENS
      ? { unit: 'tokens' as const, currency: null }
      : { unit: 'currency' as const, currency: unit as Currency };
  const limit = plainAmount(draft.limit);
  const suggested = scope
    ? t('create.suggested', { place: place(scope, namesOf(scope, places)), period: t(`kinds.${period}`) })
    : '';
  const preview =
    scope && AMOUNT.test(limit) && /[1-9]/.test(limit)
      ? { ...of, scope, period, limit, thresholds: draft.thresholds, whenUnpriced: draft.whenUnpriced }
      : null;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!scope) return;
    const { thresholds, whenUnavailable, whenUnpriced, ownerId, reviewOn } = draft;
    const result = await submit(() =>
      create({
        ...of,
        scope,
        period,
        limit,
        thresholds,
        whenUnavailable,
        whenUnpriced,
        ownerId,
        name: draft.name.trim() || suggested,
        stopCondition: draft.stopCondition.trim() || null,
        ...(reviewOn && { reviewOn }),
      }),
    );
    if (!result.ok) return;
    toast.success(t('create.done'));
    onClose();
    await refresh();
  }

  return (
    <form onSubmit={save} noValidate className="grid gap-5" data-testid="create-budget">
      <ScopeFields places={places} value={scope} onChange={setScope} error={field('scope')} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('create.period')} error={field('period')}>
          <Select
            value={period}
            onValueChange={setPeriod}
            options={BUDGET_PERIODS.map((kind) => ({ value: kind, label: t(`periods.${kind}`) }))}
          />
        </Field>
        <Field label={t('create.unit')} error={field('currency') ?? field('unit')}>
          <Select
            value={unit}
            onValueChange={setUnit}
            options={[
              ...places.currencies.map((code) => ({ value: code, label: code })),
              { value: TOKENS, label: t('tokensWord') },
            ]}
          />
        </Field>
        <LimitField
          value={draft.limit}
          onChange={(text) => {
            clear();
            setDraft({ ...draft, limit: text });
          }}
          of={of}
          period={period}
          error={refusedFor('over_allocation', 'no_envelope') ?? field('limit')}
        />
        <Field label={t('edit.name')} error={field('name')} optional={common('optional')}>
          <Input
            value={draft.name}
            placeholder={suggested}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            autoComplete="off"
          />
        </Field>
      </div>
      <ThresholdFields
        value={draft.thresholds}
        onChange={(thresholds) => setDraft({ ...draft, thresholds })}
        error={field('thresholds')}
      />
      <PreviewPanel draft={preview} className="border-t pt-3" />
      <details>
        <summary className="cursor-pointer text-ink2 marker:text-ink3 hover:text-ink">
          {t('create.more')}
        </summary>
        <div className="pt-3">
          <TermFields draft={draft} onChange={setDraft} owners={places.owners} error={field} named={false} />
        </div>
      </details>
      <FormError>{refusedFor('over_allocation', 'no_envelope') ? undefined : summary}</FormError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={!scope}>
          {t('create.save')}
        </Button>
      </div>
    </form>
  );
}

function namesOf(scope: BudgetScopeDto, places: BudgetPlaces) {
  const inner = scope.kind === 'user' ? scope.of : scope;
  const team = 'teamId' in inner ? places.teams.find((one) => one.id === inner.teamId)?.name : undefined;
  const department =
    'departmentId' in inner
      ? places.departments.find((one) => one.id === inner.departmentId)?.name
      : undefined;
  const keys = [...places.gatewayKeys, ...places.teams.flatMap((one) => one.keys)];
  const key = inner.kind === 'api_key' ? keys.find((one) => one.id === inner.keyId)?.name : undefined;
  return { team: team ?? null, department: department ?? null, workflow: null, key: key ?? null };
}
