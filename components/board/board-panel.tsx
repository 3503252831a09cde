'use client';

import dynamic from 'next/dynamic';
import { usePathname, useSearchParams } from 'next/navigation';
import type { MetricSheetProps } from './metric-sheet';
import { metricOpen, OPEN } from './panel-state';

/** Read when a figure is first opened: the board itself stays light. */
const MetricSheet = dynamic(() => import('./metric-sheet'), { ssr: false });

/** What the address has open beside the board. */
export function BoardPanel(props: Omit<MetricSheetProps, 'metricKey' | 'onClose'>) {
  const path = usePathname();
  const search = useSearchParams();
  const key = metricOpen(search.get(OPEN));
  if (!key) return null;
  const close = () => {
    const next = new URLSearchParams(search);
    next.delete(OPEN);
    window.history.pushState(null, '', next.size > 0 ? `${path}?${next}` : path);
  };
  return <MetricSheet key={key} {...props} metricKey={key} onClose={close} />;
}
