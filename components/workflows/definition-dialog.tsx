'use client';

import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { Currency } from '@/lib/money/currency';
import type { OutcomeDefinitionDto } from '@/lib/outcomes/dto';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';
import { useWorkflowActions } from './actions-context';
import { useRefresh } from './use-refresh';
import { useWorkflowText } from './use-workflow-text';

/** Says what a workflow delivers, or changes how that is said. The reported name is fixed once defined. */
export function DefinitionDialog({
  open,
  onClose,
  onDefined,
  result,
  definition,
  currency,
}: {
  open: boolean;
  onClose: () => void;
  /** A new one needs a value next. */
  onDefined: () => void;
  result: Pick<WorkflowResult, 'workflow' | 'label'>;
  definition: OutcomeDefinitionDto | null;
  currency: Currency;
}) {
  const { t } = useWorkflowText(currency);
  const common = useTranslations('common');
  const { define, changeDefinition } = useWorkflowActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary, clear } = useSubmit();

  async function save(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const said = {
      unit: text('unit'),
      description: text('description'),
      vouchedBy: text('vouchedBy'),
    };
    const saved = await submit<unknown>(() =>
      definition
        ? changeDefinition({ definitionId: definition.id, changes: said, reason: text('reason') })
        : define({ workflow: result.workflow, outcome: text('outcome'), ...said }),
    );
    if (!saved.ok) return;
    toast.success(t('definition.saved'));
    await refresh();
    if (definition) onClose();
    else onDefined();
  }

  return (
    <FormDialog
      open={open}
      onClose={() => {
        clear();
        onClose();
      }}
      title={definition ? t('definition.changeTitle') : t('definition.defineTitle', { label: result.label })}
      description={t('definition.defineLead')}
      submitLabel={t('definition.save')}
      busy={busy}
      error={summary ?? field('workflow')}
      onSubmit={save}
    >
      <Field
        label={t('definition.unit')}
        hint={t('definition.unitHint')}
        error={field('unit') ?? field('changes.unit')}
      >
        <Input name="unit" defaultValue={definition?.unit} maxLength={80} autoComplete="off" />
      </Field>
      <Field
        label={t('definition.counts')}
        hint={t('definition.countsHint')}
        error={field('description') ?? field('changes.description')}
      >
        <Textarea name="description" defaultValue={definition?.description} rows={3} maxLength={1000} />
      </Field>
      <Field
        label={t('definition.vouchedBy')}
        hint={t('definition.vouchedHint')}
        error={field('vouchedBy') ?? field('changes.vouchedBy')}
      >
        <Input name="vouchedBy" defaultValue={definition?.vouchedBy} maxLength={120} autoComplete="off" />
      </Field>
      {definition ? (
        <Field label={common('reason')} hint={common('reasonHint')} error={field('reason')}>
          <Input name="reason" maxLength={500} autoComplete="off" />
        </Field>
      ) : (
        <Field label={t('definition.key')} hint={t('definition.keyHint')} error={field('outcome')}>
          <Input name="outcome" maxLength={63} autoComplete="off" spellCheck={false} className="font-mono" />
        </Field>
      )}
    </FormDialog>
  );
}
