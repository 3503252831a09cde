import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { type BoardTab, BoardTabs } from '@/components/board/board-tabs';
import { boardContext } from './board-context';

export default async function BoardLayout({ children }: { children: ReactNode }) {
  const { may } = await boardContext();
  const tabs: BoardTab[] = ['board', 'close'];
  if (may('chargeback.read')) tabs.push('chargeback');
  tabs.push('packs');
  return (
    <AreaMessages of={['board', 'errors']}>
      <BoardTabs tabs={tabs} />
      {children}
    </AreaMessages>
  );
}
