'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button';
import { cn } from './cn';
import { Tooltip } from './tooltip';

/** A button that shows only an icon; `label` names it for everyone else and in a tooltip. */
export function IconButton({
  label,
  children,
  className,
  ...props
}: Omit<ButtonProps, 'aria-label' | 'asChild'> & { label: string; children: ReactNode }) {
  return (
    <Tooltip text={label}>
      <Button variant="quiet" aria-label={label} className={cn('w-[31px] px-0', className)} {...props}>
        {children}
      </Button>
    </Tooltip>
  );
}
