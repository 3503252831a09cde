'use client';

import { Bell as BellIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useUnread } from './unread-count';

/** More than this is "many": the badge must not push the top bar about. */
const MOST = 99;

/** The way to the inbox, with how many alerts are unread; it looks again by itself. */
export function Bell({ unread, countUnread }: { unread: number; countUnread: () => Promise<number | null> }) {
  const t = useTranslations('shell');
  const count = useUnread(unread, countUnread);
  const label = t('bell', { count });
  return (
    <Button asChild className="relative w-[33px] px-0">
      <Link href="/inbox" aria-label={label} title={label}>
        <BellIcon aria-hidden />
        {count > 0 && (
          <span
            aria-hidden
            className="absolute -top-1.5 -right-1.5 grid h-4 min-w-4 place-items-center rounded-full bg-bad px-1 text-[10px] leading-none font-semibold text-ground"
          >
            {count > MOST ? `${MOST}+` : count}
          </span>
        )}
      </Link>
    </Button>
  );
}
