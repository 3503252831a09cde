'use client';

import type { ReactNode } from 'react';
import { useCompact } from '@/components/explore/use-compact';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { OwnHardware } from '@/lib/calculator/build-versus-buy-arms';
import { INFRASTRUCTURE_LEVERS } from '@/lib/calculator/infrastructure-levers';
import { ratioText } from '../kit/ratio-text';
import { TextField } from '../kit/text-field';
import { BUILD_FIELDS, type BuildFieldName, type BuildTexts, PROFILES } from './build-fields';
import { LeverSlider } from './lever-slider';
import { useBuildText } from './use-build-text';
import { WorkloadOffer } from './workload-offer';

interface BuildFormProps {
  texts: BuildTexts;
  wrong: ReadonlySet<BuildFieldName>;
  onChange: (changed: Partial<BuildTexts>) => void;
  /** GPUs that hold one replica; null: not known. */
  gpus: bigint | null;
  own: OwnHardware;
}

/** Every input of the three arms, where the document's own figures start. */
export function BuildForm(props: BuildFormProps) {
  const { texts, wrong, onChange, gpus, own } = props;
  const { t } = useBuildText();
  const fieldOf = (name: BuildFieldName, hint?: ReactNode) => (
    <TextField
      key={name}
      label={t(`fields.${name as 'y1'}`)}
      value={texts[name]}
      onChange={(value) => onChange({ [name]: value })}
      hint={hint}
      error={wrong.has(name) && <ErrorText name={name} />}
    />
  );
  return (
    <form aria-label={t('inputs')} className="grid content-start gap-2" onSubmit={(e) => e.preventDefault()}>
      <Group title={t('groups.demand')} open>
        {fieldOf('y1', t('hints.y1'))}
        {fieldOf('y2')}
        {fieldOf('y3')}
        <WorkloadOffer onUse={onChange} />
      </Group>
      <Group title={t('groups.api')} open>
        {fieldOf('api', t('hints.api'))}
      </Group>
      <Group title={t('groups.neocloud')} open>
        {fieldOf('gpuHour', t('hints.gpuHour'))}
        {fieldOf('reserved', t('hints.reserved'))}
        <Field label={t('fields.above')}>
          <Select
            value={texts.above === 'whole_replicas' ? 'whole_replicas' : 'by_use'}
            onValueChange={(above) => onChange({ above })}
            options={(['by_use', 'whole_replicas'] as const).map((value) => ({
              value,
              label: t(`above.${value}`),
            }))}
          />
        </Field>
      </Group>
      <Group title={t('groups.own')} open>
        {fieldOf('node', t('hints.node'))}
        {fieldOf('gpus')}
        {fieldOf('life')}
        {fieldOf('facilities')}
        {fieldOf('software')}
        {fieldOf('networking')}
      </Group>
      <Group title={t('groups.levers')} open>
        <p className="text-xs text-ink2">{t('levers.lead')}</p>
        {INFRASTRUCTURE_LEVERS.map((lever) => (
          <LeverSlider
            key={lever}
            lever={lever}
            value={texts[lever]}
            onChange={(value) => onChange({ [lever]: value })}
          />
        ))}
      </Group>
      <Group title={t('groups.serving')}>
        {fieldOf('serves', t('hints.serves', { perSecond: ratioText(own.serving.tokensPerSecond, 0) }))}
        {fieldOf('busy', t('hints.busy'))}
        {fieldOf('weights')}
        {fieldOf('cache')}
        {fieldOf('memory', gpus !== null && t('hints.memory', { gpus: Number(gpus) }))}
      </Group>
      <Group title={t('groups.hybrid')}>
        <Field label={t('fields.profile')}>
          <Select
            value={texts.profile}
            onValueChange={(profile) => onChange({ profile })}
            options={PROFILES.map((value) => ({ value, label: t(`profiles.${value}`) }))}
          />
        </Field>
        {texts.profile === 'own' && (
          <Field
            label={t('fields.shape')}
            hint={t('hints.shape')}
            error={wrong.has('shape') && t('errorShape')}
          >
            <Input value={texts.shape} onChange={(event) => onChange({ shape: event.target.value })} />
          </Field>
        )}
        {fieldOf('apiOnly', t('hints.apiOnly'))}
      </Group>
    </form>
  );
}

function ErrorText({ name }: { name: BuildFieldName }) {
  const { t } = useBuildText();
  const field = BUILD_FIELDS[name];
  if (field.kind === 'number') return t('error', { min: field.bounds.min, max: field.bounds.max });
  return t('errorAmount');
}

/** On a phone everything is folded, so that the figures come first. */
function Group({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  const compact = useCompact();
  return (
    <details key={String(compact)} open={open && !compact} className="border-t border-ink pt-2">
      <summary className="cursor-pointer font-medium marker:text-ink3">{title}</summary>
      <div className="grid gap-3 pt-3 pb-4">{children}</div>
    </details>
  );
}
