import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { BoardTabs } from '@/components/board/board-tabs';
import { boardContext } from './board-context';

export default async function BoardLayout({ children }: { children: ReactNode }) {
  await boardContext();
  return (
    <AreaMessages of={['board', 'errors']}>
      <BoardTabs tabs={['board']} />
      {children}
    </AreaMessages>
  );
}
