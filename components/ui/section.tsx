import type { ReactNode } from 'react';
import { useId } from 'react';
import { cn } from './cn';

/** A part of a page under an ink rule, with a small heading, a note beside it and links at its end. */
export function Section({
  title,
  note,
  actions,
  children,
  className,
}: {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn('mt-8 min-w-0 first:mt-0', className)}>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-2.5 gap-y-1 border-t border-ink pt-2">
        <h2 id={id} className="font-medium">
          {title}
        </h2>
        {note && <span className="text-sm text-ink2">{note}</span>}
        {actions && (
          <div className="ml-auto flex flex-wrap items-center gap-2 text-xs text-ink2">{actions}</div>
        )}
      </div>
      {children}
    </section>
  );
}
