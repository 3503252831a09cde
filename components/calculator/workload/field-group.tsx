import { type ReactNode, useId } from 'react';
import { cn } from '@/components/ui/cn';

/** Fields that belong together, two in a row where there is room; all of a row on one line. */
export function FieldGroup({
  title,
  note,
  children,
  className,
}: {
  title: ReactNode;
  note?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="min-w-0 border-t border-line pt-3 pb-5 first:border-t-0 first:pt-0"
    >
      <div className="mb-2 flex flex-wrap items-baseline gap-x-2">
        <h3 id={id} className="font-medium">
          {title}
        </h3>
        {note && <span className="text-xs text-ink2">{note}</span>}
      </div>
      <div className={cn('grid grid-cols-2 items-start gap-x-4 gap-y-3', className)}>{children}</div>
    </section>
  );
}
