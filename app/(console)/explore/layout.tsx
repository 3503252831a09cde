import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { QueryProvider } from '@/components/shell/query-provider';

export default function ExploreLayout({ children }: { children: ReactNode }) {
  return (
    <AreaMessages of={['explore', 'dimensions', 'measures']}>
      <QueryProvider>{children}</QueryProvider>
    </AreaMessages>
  );
}
