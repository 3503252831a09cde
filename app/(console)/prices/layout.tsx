import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';

export default function PricesLayout({ children }: { children: ReactNode }) {
  return <AreaMessages of={['prices', 'errors']}>{children}</AreaMessages>;
}
