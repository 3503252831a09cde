'use client';

import type { TokenCount } from '@/lib/calculator/token-count';
import { formatCount } from '@/lib/money/format';
import { CostFigure } from './cost-figure';
import type { ModelCost } from './model-costs';
import { useTokensText } from './use-tokens-text';

/** The text in four figures, on the workload's own model. */
export function FiguresStrip({
  characters,
  count,
  model,
  cost,
  calls,
}: {
  characters: number;
  count: TokenCount | null;
  model: string;
  cost: ModelCost | null;
  calls: number;
}) {
  const { t, ratio, how, perMillion } = useTokensText();
  return (
    <section
      aria-label={t('figures.label')}
      className="mt-3 grid grid-cols-2 gap-x-6 gap-y-4 border-t border-ink pt-3 pb-1 sm:grid-cols-4"
    >
      <Large name={t('figures.characters')} says={t('figures.charactersSays')}>
        {formatCount(characters)}
      </Large>
      {count && (
        <>
          <Large name={t('figures.tokens', { model })} says={how(count)}>
            {formatCount(count.tokens)}
          </Large>
          <Large name={t('figures.ratio')} says={t('figures.ratioSays')}>
            {ratio(characters, count.tokens)}
          </Large>
        </>
      )}
      {cost?.read != null && (
        <Large
          name={t('figures.cost', { calls: formatCount(calls) })}
          says={t('figures.costSays', { price: perMillion(cost.unit.read ?? 0n) })}
        >
          <CostFigure cost={cost} side="read" calls={calls} />
        </Large>
      )}
    </section>
  );
}

function Large({ name, says, children }: { name: string; says: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="truncate text-ink2" title={name}>
        {name}
      </p>
      <p className="figure">{children}</p>
      <p className="text-xs text-ink2">{says}</p>
    </div>
  );
}
