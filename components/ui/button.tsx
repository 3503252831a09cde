import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const buttonStyles = cva(
  'btn inline-flex items-center justify-center gap-1.5 rounded-md border whitespace-nowrap select-none transition-colors disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-3.5 [&_svg]:shrink-0 no-underline',
  {
    variants: {
      variant: {
        primary: 'bg-accent border-accent text-accent-ink font-medium hover:brightness-110',
        secondary: 'bg-raise border-line text-ink hover:border-line-strong',
        quiet: 'bg-transparent border-transparent text-ink2 hover:text-ink hover:bg-accent-soft',
        danger: 'bg-raise border-line text-bad hover:border-bad',
        link: 'border-transparent px-0! text-ink text-link',
      },
      size: {
        md: 'min-h-[31px] px-[11px] py-[4px]',
        sm: 'min-h-[26px] px-2 py-[2px] text-xs',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyles> & {
    /** Render the only child (a link) with the looks of a button. */
    asChild?: boolean;
    /** Shows that work is under way and refuses a second press. */
    busy?: boolean;
  };

export function Button({ className, variant, size, asChild, busy, disabled, type, ...props }: ButtonProps) {
  const classes = cn(buttonStyles({ variant, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return (
    <button
      type={type ?? 'button'}
      className={classes}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...props}
    />
  );
}
