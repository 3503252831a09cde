import type { ReactNode } from 'react';

/** A part of the sheet beside the board, under a small heading. */
export function SheetPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1.5 border-t pt-2 text-xs text-ink2">{title}</h3>
      {children}
    </section>
  );
}
