'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { TagImpact, TagValueDto } from '@/lib/usage/tag-impact';
import type { RuleInput, TagActions } from './action-types';
import { Impact } from './impact';
import { useRefusal } from './use-refusal';

const EVERYWHERE = '-';

/** Maps a value to another one. The rule can be applied only after its effect was shown. */
export function RuleDialog({
  value,
  tagLabel,
  choices,
  conditionTags,
  actions,
  onClose,
}: {
  value: TagValueDto;
  tagLabel: string;
  /** Adopted values, offered as one types. */
  choices: readonly string[];
  conditionTags: readonly { key: string; label: string }[];
  actions: Pick<TagActions, 'previewRule' | 'createRule'>;
  onClose: () => void;
}) {
  const t = useTranslations('data.tags');
  const common = useTranslations('common');
  const refusal = useRefusal();
  const [to, setTo] = useState('');
  const [conditionTag, setConditionTag] = useState(EVERYWHERE);
  const [conditionValue, setConditionValue] = useState('');
  const [impact, setImpact] = useState<TagImpact>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const rule: RuleInput = {
    tag: value.tag,
    fromValue: value.value,
    toValue: to.trim(),
    condition: conditionTag === EVERYWHERE ? {} : { [conditionTag]: conditionValue.trim() },
  };

  /** Whatever changes the rule makes the preview stale. */
  const edit = (apply: () => void) => {
    apply();
    setImpact(undefined);
    setError(undefined);
  };

  async function submit() {
    setBusy(true);
    if (!impact) {
      const preview = await actions.previewRule({ rule });
      if (preview.ok) setImpact(preview.value);
      else setError(refusal(preview.error));
    } else {
      const made = await actions.createRule(rule);
      if (made.ok) {
        toast.success(t('applied', { combinations: made.value.impact.combinations }));
        onClose();
      } else setError(refusal(made.error));
    }
    setBusy(false);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        value.value === null ? t('mapMissingTitle', { tag: tagLabel }) : t('mapTitle', { value: value.value })
      }
      description={t('mapText')}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('to')} hint={value.tag === 'team' ? t('toTeamHint') : t('toHint')} error={error}>
          <Input value={to} onChange={(event) => edit(() => setTo(event.target.value))} list="tag-values" />
        </Field>
        <datalist id="tag-values">
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
        <Field label={t('condition')} hint={t('conditionHint')}>
          <Select
            value={conditionTag}
            onValueChange={(next) => edit(() => setConditionTag(next))}
            options={[
              { value: EVERYWHERE, label: t('everywhere') },
              ...conditionTags.map((tag) => ({ value: tag.key, label: tag.label })),
            ]}
          />
        </Field>
        {conditionTag !== EVERYWHERE && (
          <Field label={t('conditionValue')}>
            <Input
              value={conditionValue}
              onChange={(event) => edit(() => setConditionValue(event.target.value))}
            />
          </Field>
        )}
        {impact && <Impact impact={impact} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={rule.toValue === ''}>
            {impact ? t('apply') : t('preview')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
