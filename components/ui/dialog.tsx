'use client';

import { lazy, type ReactNode } from 'react';
import type { DialogPanelProps } from './dialog-panel';
import { Opener } from './opener';
import type { OpenState, PanelState } from './use-opener';

const Panel = lazy(() => import('./dialog-panel'));

interface DialogProps extends DialogPanelProps, OpenState {
  /** A button that opens it, when the caller does not control `open`. */
  trigger?: ReactNode;
}

/** A modal question or form in the middle of the page. Escape and the close button leave it. */
export function Dialog({ trigger, open, onOpenChange, ...content }: DialogProps) {
  const panel = (state: PanelState) => <Panel {...state} {...content} />;
  return <Opener trigger={trigger} open={open} onOpenChange={onOpenChange} panel={panel} />;
}
