'use client';

import { lazy, type ReactNode } from 'react';
import type { ConfirmPanelProps } from './confirm-panel';
import { Opener } from './opener';
import type { OpenState, PanelState } from './use-opener';

const Panel = lazy(() => import('./confirm-panel'));

interface ConfirmDialogProps extends ConfirmPanelProps, OpenState {
  trigger?: ReactNode;
}

/** Asks before something that cannot be undone, or that the audit log wants a reason for. */
export function ConfirmDialog({ trigger, open, onOpenChange, ...content }: ConfirmDialogProps) {
  const panel = (state: PanelState) => <Panel {...state} {...content} />;
  return <Opener trigger={trigger} open={open} onOpenChange={onOpenChange} panel={panel} />;
}
