'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cn } from './cn';

export const tabStyles =
  '-mb-px whitespace-nowrap border-b border-transparent py-2 text-ink2 no-underline hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink aria-[current=page]:font-medium data-[state=active]:border-ink data-[state=active]:text-ink data-[state=active]:font-medium';

/** Sub-pages of an area. The current one is the longest `href` that begins the address. */
export function LinkTabs({
  tabs,
  label,
  className,
}: {
  /** `search` goes along in the address, e.g. `?s=…`. */
  tabs: readonly { href: string; search?: string; label: ReactNode; note?: ReactNode }[];
  label: string;
  className?: string;
}) {
  const path = usePathname();
  const current = tabs
    .filter((tab) => path === tab.href || path.startsWith(`${tab.href}/`))
    .reduce<string>((best, tab) => (tab.href.length > best.length ? tab.href : best), '');
  return (
    <nav
      aria-label={label}
      className={cn('flex gap-5 overflow-x-auto overflow-y-hidden border-b', className)}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={`${tab.href}${tab.search ?? ''}`}
          // An address that carries what is typed changes often: fetched when followed.
          {...(tab.search ? { prefetch: false } : {})}
          aria-current={tab.href === current ? 'page' : undefined}
          className={tabStyles}
        >
          {tab.label}
          {tab.note && <span className="ml-1.5 text-xs text-warn">{tab.note}</span>}
        </Link>
      ))}
    </nav>
  );
}
