'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Role } from '@/lib/access/permissions';
import type { ShellActions } from './shell-actions';

/** Read only when it is first opened. */
const Palette = dynamic(() => import('./palette'), { ssr: false });

export function PaletteButton({ role, actions }: { role: Role; actions: ShellActions }) {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  /** Where the reader was: the palette gives the focus back to it. */
  const opener = useRef<HTMLElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      if (!open) opener.current = document.activeElement as HTMLElement | null;
      setUsed(true);
      setOpen(!open);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);

  return (
    <>
      <Button
        aria-label={t('search')}
        aria-keyshortcuts="Meta+K Control+K"
        onClick={(event) => {
          opener.current = event.currentTarget;
          setUsed(true);
          setOpen(true);
        }}
      >
        ⌘K
      </Button>
      {used && <Palette role={role} open={open} onOpenChange={setOpen} opener={opener} actions={actions} />}
    </>
  );
}
