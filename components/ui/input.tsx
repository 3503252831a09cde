import type { ComponentProps } from 'react';
import { cn } from './cn';

export const inputStyles =
  'w-full min-h-[31px] rounded-md border border-line-strong bg-raise px-2.5 py-1 text-ink placeholder:text-ink3 disabled:opacity-60 disabled:cursor-not-allowed aria-invalid:border-bad focus-visible:outline-2 focus-visible:outline-offset-1 max-md:text-[16px]';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(inputStyles, className)} {...props} />;
}
