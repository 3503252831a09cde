'use client';

import { lazy, type ReactNode } from 'react';
import { Opener } from './opener';
import type { PopoverPanelProps } from './popover-panel';
import type { OpenState, PanelState } from './use-opener';

const Panel = lazy(() => import('./popover-panel'));

interface PopoverProps extends PopoverPanelProps, OpenState {
  trigger: ReactNode;
}

/** A small panel under a button, beside which the page stays in use. */
export function Popover({ trigger, open, onOpenChange, ...content }: PopoverProps) {
  const panel = (state: PanelState) => <Panel {...state} {...content} />;
  return <Opener trigger={trigger} open={open} onOpenChange={onOpenChange} panel={panel} />;
}
