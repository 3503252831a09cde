import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';

export default function GatewaysLayout({ children }: { children: ReactNode }) {
  return <AreaMessages of={['gateways', 'routing', 'errors']}>{children}</AreaMessages>;
}
