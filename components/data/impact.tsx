'use client';

import { useTranslations } from 'next-intl';
import { formatCount, formatMoney } from '@/lib/money/format';
import type { TagImpact, TagMove } from '@/lib/usage/tag-impact';

/** What a rule would move, in words: how many combinations, then each move with its requests and spend. */
export function Impact({ impact, names }: { impact: TagImpact; names?: ReadonlyMap<string, string> }) {
  const t = useTranslations('data.tags');
  const value = (key: string | null) => (key === null ? t('missing') : (names?.get(key) ?? key));
  const amount = (move: TagMove) => {
    const said = { requests: formatCount(move.requests), spend: formatMoney(move.effectiveCost, 'USD') };
    return move.unpricedRequests === '0'
      ? t('move', said)
      : t('withUnpriced', { ...said, unpriced: formatCount(move.unpricedRequests) });
  };
  return (
    <div className="grid gap-1.5 border-t pt-3" role="status" data-testid="impact">
      <p>{t('previewSentence', { combinations: impact.combinations })}</p>
      <ul className="grid gap-1">
        {impact.moves.map((move) => (
          <li key={JSON.stringify([move.from, move.to])} className="flex flex-wrap justify-between gap-x-4">
            <span className="font-medium">
              {value(move.from)} <span aria-hidden>→</span> {value(move.to)}
            </span>
            <span className="text-ink2">{amount(move)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
