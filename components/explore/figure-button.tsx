import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** A figure that opens its working: by pointer, by keyboard, and named for a screen reader. */
export function FigureButton({
  children,
  label,
  onOpen,
  className,
  title,
}: {
  children: ReactNode;
  label: string;
  onOpen: () => void;
  className?: string;
  title?: string | undefined;
}) {
  return (
    <button
      type="button"
      data-print="keep"
      aria-haspopup="dialog"
      aria-label={label}
      title={title}
      onClick={onOpen}
      className={cn(
        'border-b border-dotted border-mark whitespace-nowrap hover:border-ink hover:border-solid',
        className,
      )}
    >
      {children}
    </button>
  );
}
