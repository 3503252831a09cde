import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';

export default function EvidenceLayout({ children }: { children: ReactNode }) {
  return <AreaMessages of={['evaluation', 'errors']}>{children}</AreaMessages>;
}
