'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '@/components/ui/section';
import { Tabs } from '@/components/ui/tabs';
import type { GatewayConfig, LeftToGate } from '@/lib/routing/gateways/gateway-policy';
import { FileText } from './file-text';

const GATEWAYS = ['litellm', 'portkey', 'json'] as const;
type Gateway = (typeof GATEWAYS)[number];
const FILE: Record<Gateway, string> = {
  ...{ litellm: 'config.yaml', portkey: 'portkey-config.json', json: 'policy.json' },
};
const STEPS = { litellm: ['1', '2', '3', '4'], portkey: ['1', '2', '3', '4'], json: ['1', '2'] } as const;

export interface Configs {
  version: number;
  litellm: GatewayConfig;
  portkey: GatewayConfig;
  json: GatewayConfig;
}

/** The configuration of each gateway, with what to do with it. */
export function Install({ configs, hook }: { configs: Configs; hook: string }) {
  const t = useTranslations('gateways');
  const [gateway, setGateway] = useState<Gateway>('litellm');
  const tabs = GATEWAYS.map((value) => ({
    value,
    label: t(`name.${value}`),
    content: (
      <>
        <ol className="max-w-[64em] list-decimal space-y-1 pb-3 pl-5">
          {STEPS[value].map((step) => (
            <li key={step}>{t(`steps.${value}.${step as '1'}`)}</li>
          ))}
        </ol>
        <Left rules={configs[value].left} />
        <FileText name={FILE[value]} text={configs[value].text} />
        {value === 'litellm' && <FileText name="tollgate_hook.py" text={hook} />}
      </>
    ),
  }));
  return (
    <Section title={t('install.title')} note={t('install.note', { version: configs.version })}>
      <Tabs value={gateway} onValueChange={setGateway} label={t('install.title')} tabs={tabs} />
    </Section>
  );
}

function Left({ rules }: { rules: readonly LeftToGate[] }) {
  const t = useTranslations('gateways.left');
  if (rules.length === 0) return null;
  return (
    <div className="max-w-[64em] pb-3">
      <p>{t('title')}</p>
      <ul className="list-disc pl-5 text-ink2">
        {rules.map(({ rule, because }) => (
          <li key={rule}>
            <code className="text-xs">{rule}</code> {t(because)}
          </li>
        ))}
      </ul>
    </div>
  );
}
