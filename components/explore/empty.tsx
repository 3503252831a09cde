'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';

/** Nothing was ever sent: how to send the first event. */
export function NoUsageYet({ meterUrl, now }: { meterUrl: string; now: string }) {
  const t = useTranslations('explore.empty');
  const event = {
    id: 'first-1',
    time: now,
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    tokens: { input: 1200, output: 310 },
    tags: { team: 'support', feature: 'triage' },
  };
  const command = `curl ${meterUrl}/v1/usage \\
  -H 'Authorization: Bearer tg_…' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ source: 'first-try', events: [event] })}'`;
  return (
    <EmptyState
      title={t('title')}
      action={
        <>
          <Button asChild variant="primary">
            <Link href="/settings/keys">{t('keys')}</Link>
          </Button>
          <Button asChild>
            <Link href="/data">{t('import')}</Link>
          </Button>
          <CopyButton text={command} />
        </>
      }
    >
      <p>{t('body')}</p>
      <pre className="mt-2 overflow-x-auto rounded-md border bg-raise p-3 font-mono text-xs text-ink">
        {command}
      </pre>
    </EmptyState>
  );
}

/** There is usage, but not here. */
export function NothingHere({
  filtered,
  onClear,
  onLonger,
}: {
  filtered: boolean;
  onClear: () => void;
  onLonger: () => void;
}) {
  const t = useTranslations('explore.empty');
  return (
    <EmptyState
      title={t(filtered ? 'filtered' : 'period')}
      action={
        <>
          {filtered ? (
            <Button variant="primary" onClick={onClear}>
              {t('clear')}
            </Button>
          ) : (
            <Button variant="primary" onClick={onLonger}>
              {t('longer')}
            </Button>
          )}
          <Button asChild>
            <Link href="/data">{t('data')}</Link>
          </Button>
        </>
      }
    >
      {t(filtered ? 'filteredBody' : 'periodBody')}
    </EmptyState>
  );
}
