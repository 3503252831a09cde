import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { RoutingActionsProvider } from '@/components/routing/actions-context';
import * as actions from './actions';

const ACTIONS = { ...actions };

export default function RoutingLayout({ children }: { children: ReactNode }) {
  return (
    <AreaMessages of={['routing', 'errors']}>
      <RoutingActionsProvider actions={ACTIONS}>{children}</RoutingActionsProvider>
    </AreaMessages>
  );
}
