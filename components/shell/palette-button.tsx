'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Role } from '@/lib/access/permissions';
import type { ShellActions } from './shell-actions';

/** Read only when it is first opened. */
const Palette = dynamic(() => import('./palette'), { ssr: false });

export function PaletteButton({ role, actions }: { role: Role; actions: ShellActions }) {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setUsed(true);
      setOpen((was) => !was);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <Button
        aria-label={t('search')}
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => {
          setUsed(true);
          setOpen(true);
        }}
      >
        ⌘K
      </Button>
      {used && <Palette role={role} open={open} onOpenChange={setOpen} actions={actions} />}
    </>
  );
}
