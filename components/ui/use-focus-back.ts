'use client';

import { type RefObject, useRef } from 'react';

/**
 * Gives the focus back when a dialog closes: to what opened it, or where the page draws no such button, to what had
 * the focus before. Spread over the content of a Radix dialog.
 */
export function useFocusBack(opener: RefObject<HTMLElement | null>) {
  const before = useRef<Element>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const back = opener.current ?? before.current;
      if (back instanceof HTMLElement) back.focus();
    },
  };
}
