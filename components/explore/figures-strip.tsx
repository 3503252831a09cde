'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { UsageSummary } from '@/lib/attribution/dto';
import { formatFigure } from '@/lib/attribution/figure';
import { type Cell, type Measure, WHOLE } from '@/lib/attribution/query';
import { ChangePercent } from './change';
import { FigureButton } from './figure-button';
import { stripMeasures } from './strip-measures';

/** The large figures of the page, each with the period before and its own working. */
export function FiguresStrip({
  summary,
  onExplain,
}: {
  summary: UsageSummary;
  onExplain: (measure: Measure, cell: Cell) => void;
}) {
  const t = useTranslations('explore.figures');
  const measures = stripMeasures(summary.query.measures);
  return (
    <section
      aria-label={t('label')}
      className="grid grid-cols-2 gap-x-6 gap-y-4 border-t border-ink pt-3 pb-1 sm:grid-cols-[minmax(0,1.5fr)_repeat(4,minmax(0,1fr))]"
    >
      {measures.map((measure, index) => (
        <LargeFigure
          key={measure}
          summary={summary}
          measure={measure}
          first={index === 0}
          onOpen={() => onExplain(measure, WHOLE)}
        />
      ))}
    </section>
  );
}

function LargeFigure({
  summary,
  measure,
  first,
  onOpen,
}: {
  summary: UsageSummary;
  measure: Measure;
  first: boolean;
  onOpen: () => void;
}) {
  const t = useTranslations();
  const figure = summary.total.figures[measure];
  const text =
    figure?.value == null
      ? t('explore.figures.unknown')
      : formatFigure(figure.value, measure, summary.currency);
  const before = summary.previous?.figures[measure]?.value ?? null;
  const name = t(`measures.${measure}`);
  return (
    <div className={cn('min-w-0', first && 'max-sm:col-span-2')}>
      <p className="text-xs text-ink2">{name}</p>
      <FigureButton
        label={t('explore.figures.explain', { figure: `${name} ${text}` })}
        onOpen={onOpen}
        title={figure?.value ?? undefined}
        className={cn(
          'mt-1 font-serif tracking-[-0.01em]',
          first ? 'text-[32px] leading-[1.15]' : 'text-[21px]',
        )}
      >
        <span data-testid={first ? 'headline-figure' : undefined} data-value={figure?.value ?? ''}>
          {text}
        </span>
      </FigureButton>
      {summary.previous && (
        <p className="mt-1 text-xs text-ink2">
          {before === null || !/[1-9]/.test(before) ? (
            t('explore.figures.noPrevious')
          ) : (
            <>
              {t('explore.figures.previous', { value: formatFigure(before, measure, summary.currency) })}{' '}
              <ChangePercent
                change={summary.change?.[measure]}
                measure={measure}
                isNew={false}
                newLabel=""
                pointsLabel={t('explore.figures.points')}
              />
            </>
          )}
        </p>
      )}
    </div>
  );
}
