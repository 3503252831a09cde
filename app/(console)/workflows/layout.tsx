import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';

export default function WorkflowsLayout({ children }: { children: ReactNode }) {
  return <AreaMessages of={['workflows', 'errors']}>{children}</AreaMessages>;
}
