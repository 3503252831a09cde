'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { Role } from '@/lib/access/permissions';
import { AREAS, isShownTo, type RailNotes } from './areas';

export function RailLinks({
  role,
  notes,
  onFollow,
}: {
  role: Role;
  notes: RailNotes;
  onFollow?: () => void;
}) {
  const t = useTranslations('shell');
  const path = usePathname();
  return (
    <ul className="grid gap-px">
      {AREAS.filter((area) => isShownTo(role, area)).map(({ key, href }) => {
        const current = path === href || path.startsWith(`${href}/`);
        const note = notes[key];
        return (
          <li key={key}>
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              onClick={onFollow}
              className={cn(
                'flex items-baseline justify-between gap-2 rounded-md px-2.5 py-1.5 no-underline max-md:py-2.5 max-md:text-lg',
                current ? 'bg-accent-soft font-medium text-ink' : 'text-ink2 hover:text-ink',
              )}
            >
              {t(key)}
              {note && <span className="text-xs font-normal text-warn">{note}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
