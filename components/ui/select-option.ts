import type { ReactNode } from 'react';

export interface SelectOption<V extends string = string> {
  value: V;
  label: ReactNode;
  /** Said smaller, after the label. */
  hint?: ReactNode;
  disabled?: boolean;
  /** Options that share a group are listed under its heading. */
  group?: string;
}
