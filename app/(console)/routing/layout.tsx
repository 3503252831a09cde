import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { getCtx } from '@/app/session';
import { RoutingActionsProvider } from '@/components/routing/actions-context';
import { ZoneProvider } from '@/components/routing/zone-context';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import * as actions from './actions';

const ACTIONS = { ...actions };

export default async function RoutingLayout({ children }: { children: ReactNode }) {
  const organisation = await getOrganisation((await getCtx()).db);
  return (
    <AreaMessages of={['routing', 'taskClasses', 'errors']}>
      <ZoneProvider timeZone={organisation?.timeZone ?? 'Asia/Hong_Kong'}>
        <RoutingActionsProvider actions={ACTIONS}>{children}</RoutingActionsProvider>
      </ZoneProvider>
    </AreaMessages>
  );
}
