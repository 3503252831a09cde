'use client';

import { useTranslations } from 'next-intl';
import { Section } from '@/components/ui/section';
import { AgentFields } from './agent-fields';
import { CallFields } from './call-fields';
import { ModelFields } from './model-fields';
import { ShareFields } from './share-fields';
import { VolumeFields } from './volume-fields';

/** Everything the engine asks about a workload. */
export function WorkloadForm() {
  const t = useTranslations('calculator');
  return (
    <Section title={t('form.title')} note={t('form.note')}>
      <div>
        <VolumeFields />
        <CallFields />
        <AgentFields />
        <ShareFields />
        <ModelFields />
      </div>
    </Section>
  );
}
