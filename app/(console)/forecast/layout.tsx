import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { getCtx } from '@/app/session';
import { ForecastTabs } from '@/components/forecast/forecast-tabs';
import { reach } from '@/lib/access/permissions';

export default async function ForecastLayout({ children }: { children: ReactNode }) {
  const { actor } = await getCtx();
  const showsAccuracy = actor.kind === 'user' && reach(actor.role, 'board.read') !== 'none';
  return (
    <AreaMessages of={['forecast', 'errors']}>
      <ForecastTabs showsAccuracy={showsAccuracy} />
      {children}
    </AreaMessages>
  );
}
