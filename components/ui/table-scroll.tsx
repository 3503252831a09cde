import type { CSSProperties, ReactNode } from 'react';
import { cn } from './cn';

/** The box a wide table scrolls in: named and reachable by keyboard, but not one more landmark. */
export function TableScroll({
  label,
  className,
  style,
  children,
}: {
  label: string;
  className?: string;
  style?: CSSProperties;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and a section would be one landmark too many
    <div
      role="group"
      className={cn('table-scroll', className)}
      style={style}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </div>
  );
}
