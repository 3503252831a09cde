'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

export type ChartView = 'chart' | 'table';

/** The chart, or the same figures as a table: one press apart. */
export function ViewSwitch({ view, onView }: { view: ChartView; onView: (view: ChartView) => void }) {
  const t = useTranslations('calculatorKit');
  return (['chart', 'table'] as const).map((choice) => (
    <Button
      key={choice}
      size="sm"
      variant="quiet"
      aria-pressed={view === choice}
      className={view === choice ? 'bg-accent-soft text-ink' : ''}
      onClick={() => onView(choice)}
    >
      {t(choice)}
    </Button>
  ));
}
