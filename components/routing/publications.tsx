'use client';

import type { PublicationDto } from '@/lib/routing/policy-dto';
import { useRoutingText } from './use-routing-text';

/** What was in force from when, newest first: a roll-back is a publication of its own. */
export function Publications({ publications }: { publications: readonly PublicationDto[] }) {
  const { t, instant } = useRoutingText();
  return (
    <ol data-testid="publications">
      {publications.map(({ kind, version, from, by, note }) => (
        <li
          key={`${from} ${kind} ${version}`}
          className="grid gap-x-6 gap-y-1 border-b py-2.5 sm:grid-cols-[190px_1fr]"
        >
          <div>
            <p>{instant(from)}</p>
            <p className="text-xs text-ink2">{by}</p>
          </div>
          <div className="min-w-0">
            <p className="font-medium">{t(`publications.${kind}`, { version: version ?? 0 })}</p>
            {note && <p className="text-ink2">{t('quoted', { text: note })}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
