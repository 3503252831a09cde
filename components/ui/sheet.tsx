'use client';

import { lazy, type ReactNode } from 'react';
import { Opener } from './opener';
import type { SheetPanelProps } from './sheet-panel';
import type { OpenState, PanelState } from './use-opener';

const Panel = lazy(() => import('./sheet-panel'));

interface SheetProps extends SheetPanelProps, OpenState {
  trigger?: ReactNode;
}

/** A panel beside the page: the working of a figure, the events beneath, the phone's menu. */
export function Sheet({ trigger, open, onOpenChange, ...content }: SheetProps) {
  const panel = (state: PanelState) => <Panel {...state} {...content} />;
  return <Opener trigger={trigger} open={open} onOpenChange={onOpenChange} panel={panel} />;
}
