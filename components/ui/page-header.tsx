import type { ReactNode } from 'react';
import { cn } from './cn';

/**
 * The opening of a page: a small bar line (period, comparison), one sentence that says what happened, and the
 * evidence in small text below.
 */
export function PageHeader({
  bar,
  title,
  sub,
  actions,
  className,
}: {
  bar?: ReactNode;
  title: ReactNode;
  sub?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <header className={cn('pb-5', className)}>
      {(bar || actions) && (
        <div className="flex flex-wrap items-center gap-2 pb-2 text-ink2 [&_b]:font-medium [&_b]:text-ink">
          {bar && <div className="min-w-0">{bar}</div>}
          {actions && <div className="ml-auto flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      <h1 className="mt-1 mb-2 max-w-[30em] text-balance font-serif text-[23px] leading-[1.28] font-normal tracking-[-0.005em] md:text-headline">
        {title}
      </h1>
      {sub && <div className="max-w-[64em] text-ink2">{sub}</div>}
    </header>
  );
}
