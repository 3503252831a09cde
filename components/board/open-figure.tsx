'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { FigureButton } from '@/components/explore/figure-button';
import { OPEN } from './panel-state';

/** A figure of the board that opens its working; the address says which, so that Back closes it. */
export function OpenFigure({
  panel,
  label,
  title,
  className,
  children,
}: {
  panel: string;
  label: string;
  title?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const search = useSearchParams();
  const open = () => {
    const next = new URLSearchParams(search);
    next.set(OPEN, panel);
    window.history.pushState(null, '', `${path}?${next}`);
  };
  return (
    <FigureButton label={label} title={title} onOpen={open} {...(className ? { className } : {})}>
      {children}
    </FigureButton>
  );
}
