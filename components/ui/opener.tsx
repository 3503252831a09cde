'use client';

import { Slot } from 'radix-ui';
import { type ReactNode, Suspense } from 'react';
import { type OpenState, type PanelState, useOpener } from './use-opener';

interface OpenerProps extends OpenState {
  /** The button that opens; without one the caller controls `open`. */
  trigger?: ReactNode;
  /** Draws what opens, from a file that is loaded then. */
  panel: (state: PanelState) => ReactNode;
}

/** A button and the dialog it opens. */
export function Opener({ trigger, panel, ...state }: OpenerProps) {
  const opener = useOpener(state);
  return (
    <>
      {trigger && (
        <Slot.Root {...opener.trigger} aria-haspopup="dialog" onClick={() => opener.setOpen(!opener.open)}>
          {trigger}
        </Slot.Root>
      )}
      {opener.wanted && <Suspense>{panel(opener.panel)}</Suspense>}
    </>
  );
}
