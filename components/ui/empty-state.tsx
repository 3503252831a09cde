import type { ReactNode } from 'react';
import { cn } from './cn';

/** Nothing here yet: says why, what to do next, and has the button for it. */
export function EmptyState({
  title,
  children,
  action,
  className,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('grid max-w-[44em] justify-items-start gap-3 py-8', className)}>
      <p className="font-serif text-[19px] leading-snug">{title}</p>
      {children && <div className="text-ink2">{children}</div>}
      {action && <div className="flex flex-wrap gap-2 pt-1">{action}</div>}
    </div>
  );
}
