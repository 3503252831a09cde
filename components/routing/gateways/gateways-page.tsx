'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { DriftDto } from '@/lib/routing/drift-dto';
import { DriftHeadline, DriftSection } from './drift';
import { type Configs, Install } from './install';

/** How a policy reaches the gateways, and whether the traffic follows it. */
export function GatewaysPage({
  policy,
  configs,
  drift,
  hook,
  timeZone,
}: {
  policy: { id: string; name: string };
  /** Null: no version is in force. */
  configs: Configs | null;
  drift: DriftDto;
  /** The text of LiteLLM's hook. */
  hook: string;
  timeZone: string;
}) {
  const t = useTranslations('gateways');
  if (!configs)
    return (
      <EmptyState
        title={t('nothing.title')}
        action={
          <Button asChild>
            <Link href={`/routing/${policy.id}`}>{t('nothing.action')}</Link>
          </Button>
        }
      >
        {t('nothing.body')}
      </EmptyState>
    );
  return (
    <>
      <DriftHeadline policy={policy} version={configs.version} drift={drift} timeZone={timeZone} />
      {drift.calls !== '0' && <DriftSection drift={drift} />}
      <Install configs={configs} hook={hook} />
    </>
  );
}
