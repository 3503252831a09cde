'use client';

import { Slot } from 'radix-ui';
import {
  type ComponentProps,
  type KeyboardEvent,
  lazy,
  type PointerEvent,
  type ReactNode,
  Suspense,
} from 'react';
import type * as Parts from './menu-panel';
import { useOpener } from './use-opener';

/** Set before any part of a menu is drawn: parts are drawn by the panel only. */
let parts: typeof Parts;
const MenuPanel = lazy(async () => {
  parts = await import('./menu-panel');
  return { default: parts.MenuPanel };
});

const OPENING_KEYS = ['Enter', ' ', 'ArrowDown'];

/** A menu under a button. What draws it is loaded when the pointer or the focus first comes to the button. */
export function DropdownMenu({
  trigger,
  children,
  align = 'end',
  className,
  ...state
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  className?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}) {
  const opener = useOpener(state);
  const { open, setOpen } = opener;
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return;
    setOpen(!open);
    // The menu takes the focus when it opens; the press must not take it back.
    if (!open) event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!OPENING_KEYS.includes(event.key)) return;
    setOpen(event.key === 'ArrowDown' || !open);
    event.preventDefault();
  };
  return (
    <>
      <Slot.Root {...opener.trigger} aria-haspopup="menu" onPointerDown={onPointerDown} onKeyDown={onKeyDown}>
        {trigger}
      </Slot.Root>
      {opener.wanted && (
        <Suspense>
          <MenuPanel {...opener.panel} align={align} className={className}>
            {children}
          </MenuPanel>
        </Suspense>
      )}
    </>
  );
}

export function MenuItem(props: ComponentProps<typeof Parts.MenuItem>) {
  return <parts.MenuItem {...props} />;
}

export function MenuLabel(props: ComponentProps<typeof Parts.MenuLabel>) {
  return <parts.MenuLabel {...props} />;
}

export const MenuSeparator = () => <parts.MenuSeparator />;

/** One choice of several, ticked. */
export function MenuRadioGroup<V extends string>(props: Parts.MenuRadioGroupProps<V>) {
  return <parts.MenuRadioGroup {...props} />;
}
