'use client';

import { cn } from '@/components/ui/cn';
import { Status } from '@/components/ui/status';
import type { Finding } from '@/lib/routing/checks';
import { useRoutingText } from './use-routing-text';

/** What the checks find, in the reader's language: the kind, the particulars behind it. */
export function FindingList({ findings, className }: { findings: readonly Finding[]; className?: string }) {
  const { t } = useRoutingText();
  if (findings.length === 0) return null;
  return (
    <ul className={cn('grid gap-0.5 text-xs', className)} data-testid="findings">
      {findings.map((finding) => (
        <li
          key={`${finding.code} ${finding.other ?? ''} ${finding.detail}`}
          data-finding={finding.code}
          className="flex flex-wrap items-baseline gap-x-2"
        >
          <Status tone={finding.severity === 'error' ? 'bad' : 'warn'}>
            {t(`findings.${finding.code}`)}
          </Status>
          <span className="wrap-anywhere text-ink2">{t(`findingTexts.${finding.code}`, finding.values)}</span>
        </li>
      ))}
    </ul>
  );
}
