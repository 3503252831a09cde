'use client';

import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import type { Finding } from '@/lib/routing/checks';
import type { PolicyDto, PolicyVersionDto } from '@/lib/routing/policy-dto';
import { useRoutingText } from './use-routing-text';
import { VersionStatusMark } from './version-status';

/** A version in one sentence: what it is, what state it is in and what the checks find. */
export function PolicyHeadline({
  policy,
  version,
  rules,
  findings,
  isChecking,
  actions,
}: {
  policy: PolicyDto;
  version: PolicyVersionDto;
  rules: number;
  findings: readonly Finding[];
  isChecking: boolean;
  actions: ReactNode;
}) {
  const { t, instant } = useRoutingText();
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const { published } = policy;
  return (
    <PageHeader
      bar={
        <span className="flex flex-wrap gap-x-3">
          <b>{t('version', { version: version.version })}</b>
          <VersionStatusMark status={version.status} />
          <span>{t('savedBy', { name: version.savedBy, at: instant(version.savedAt) })}</span>
        </span>
      }
      actions={actions}
      title={t('headline', { name: policy.name, rules, errors, warnings: findings.length - errors })}
      sub={
        <>
          <p>
            {published
              ? t('inForce', { version: published.version, at: instant(published.from) })
              : t('noneInForce')}
            {isChecking && <span className="text-ink3"> · {t('checking')}</span>}
          </p>
          {version.note && <p>{t('quoted', { text: version.note })}</p>}
          {version.decisionNote && <p className="text-warn">{version.decisionNote}</p>}
        </>
      }
    />
  );
}
