import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';

export default function ExploreLayout({ children }: { children: ReactNode }) {
  return <AreaMessages of={['explore', 'dimensions', 'measures']}>{children}</AreaMessages>;
}
