import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Role } from '@/lib/access/permissions';
import type { RailNotes } from './areas';
import { RailLinks } from './rail-links';

/** The left rail from 768 px up; below that the menu sheet takes its place. */
export function Rail({
  role,
  notes,
  organisation,
  demo,
}: {
  role: Role;
  notes: RailNotes;
  organisation: string;
  demo: boolean;
}) {
  const t = useTranslations('shell');
  return (
    <nav
      aria-label={t('areas')}
      className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r px-3 py-[18px] md:flex"
    >
      <Link
        href="/"
        className="px-2.5 pt-1 pb-[18px] font-serif text-lg leading-none font-semibold tracking-[0.01em] no-underline"
      >
        Tollgate
      </Link>
      <RailLinks role={role} notes={notes} />
      <p className="mt-auto px-2.5 pt-6 pb-1 text-xs text-ink3">
        {demo && <span className="block">{t('demoData')}</span>}
        {organisation}
      </p>
    </nav>
  );
}
