'use client';

import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import type { Role } from '@/lib/access/permissions';
import type { RailNotes } from './areas';
import { RailLinks } from './rail-links';

/** The rail of a phone. */
export function MenuSheet({
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
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      side="left"
      title="Tollgate"
      className="w-[280px]"
      trigger={
        <Button aria-label={t('openMenu')} className="w-9 px-0 md:hidden">
          <Menu aria-hidden />
        </Button>
      }
    >
      <nav aria-label={t('areas')} className="-mx-2.5">
        <RailLinks role={role} notes={notes} onFollow={() => setOpen(false)} />
      </nav>
      <p className="mt-auto text-xs text-ink3">
        {demo && <span className="block">{t('demoData')}</span>}
        {organisation}
      </p>
    </Sheet>
  );
}
