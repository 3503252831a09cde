'use client';

import { type RefObject, useId, useRef, useState } from 'react';

export interface OpenState {
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** What a panel is given: whether it shows, and the element on the page that opened it. */
export interface PanelState {
  /** Of the panel, for the element that opened it to name. */
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  opener: RefObject<HTMLElement | null>;
}

/**
 * Something that opens from an element of the page, whose panel is a file of its own: it is wanted as soon as the
 * pointer or the focus comes to that element, or when it is open. Until then the page loads nothing of it.
 */
export function useOpener({ open: given, onOpenChange }: OpenState) {
  const id = useId();
  const panelId = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const [ownOpen, setOwnOpen] = useState(false);
  const [near, setNear] = useState(false);
  const open = given ?? ownOpen;
  if (open && !near) setNear(true);
  const setOpen = (next: boolean) => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  const come = () => setNear(true);
  const panel: PanelState = { id: panelId, open, onOpenChange: setOpen, opener };
  return {
    open,
    setOpen,
    /** Whether the panel is to be read and drawn, be it closed. */
    wanted: near,
    panel,
    /** For the element that opens. */
    trigger: {
      id,
      ref: opener,
      onPointerEnter: come,
      onFocus: come,
      'aria-expanded': open,
      'aria-controls': open ? panelId : undefined,
      'data-state': open ? 'open' : 'closed',
    },
  };
}
