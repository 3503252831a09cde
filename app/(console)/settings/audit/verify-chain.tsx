'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import type { AuditVerdict } from '@/lib/access/server/verify-audit';
import { verifyAuditAction } from '../actions';

export function VerifyChain() {
  const t = useTranslations('settings.audit');
  const { submit, busy, summary } = useSubmit();
  const [verdict, setVerdict] = useState<AuditVerdict>();

  async function verify() {
    const result = await submit(() => verifyAuditAction({}));
    setVerdict(result.ok ? result.value : undefined);
  }

  return (
    <div className="mb-6 flex flex-wrap items-center gap-3">
      <Button busy={busy} onClick={verify}>
        {busy ? t('verifying') : t('verify')}
      </Button>
      <div aria-live="polite" className="min-w-0">
        {verdict && <Verdict verdict={verdict} />}
        <FormError>{summary}</FormError>
      </div>
    </div>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  const t = useTranslations('settings.audit');
  if (verdict.broken) return <Status tone="bad">{t('broken', { ...verdict.broken })}</Status>;
  if (!verdict.head) return <Status tone="good">{t('intactEmpty')}</Status>;
  const head = `${verdict.head.seq}:${verdict.head.hash.slice(0, 12)}…`;
  return (
    <Status tone="good" className="whitespace-normal">
      <span title={`${verdict.head.seq}:${verdict.head.hash}`}>
        {t('intact', { entries: verdict.entries, head })}
      </span>
    </Status>
  );
}
