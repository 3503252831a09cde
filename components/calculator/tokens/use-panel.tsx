'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { stateHref } from '@/lib/calculator/state';
import type { TokenCount } from '@/lib/calculator/token-count';
import { ratioOf } from '@/lib/calculator/tokens-ratio';
import { formatCount } from '@/lib/money/format';
import { useCalculator } from '../calculator-context';
import { ratioText } from '../kit/ratio-text';
import { useTokensText } from './use-tokens-text';

const PARTS = [
  'systemPromptTokens',
  'historyTokensPerTurn',
  'retrievedTokens',
  'userMessageTokens',
  'visibleOutputTokens',
] as const;
type Part = (typeof PARTS)[number];

/** Takes the count over into a part of the workload's call. */
export function UsePanel({ count, model }: { count: TokenCount | null; model: string }) {
  const { t } = useTokensText();
  const { state, setState } = useCalculator();
  const [done, setDone] = useState<{ part: Part; tokens: number } | null>(null);
  if (!count || count.tokens === 0) return null;
  const { tokens } = count;
  const take = (part: Part) => {
    setState((now) => ({
      ...now,
      workload: { ...now.workload, call: { ...now.workload.call, [part]: tokens } },
    }));
    setDone({ part, tokens });
  };
  return (
    <Section title={t('use.title')} note={t('use.lead', { model })}>
      <div className="flex flex-wrap gap-2">
        {PARTS.map((part) => (
          <Button key={part} size="sm" onClick={() => take(part)}>
            {t(`use.${part}`)}{' '}
            <span className="text-ink2">
              {t('use.now', { count: ratioText(ratioOf(state.workload.call[part]), 2) })}
            </span>
          </Button>
        ))}
      </div>
      <p aria-live="polite" className="mt-2 min-h-5 text-ink2">
        {done && (
          <>
            {t('use.done', { part: t(`use.${done.part}`), count: formatCount(done.tokens) })}{' '}
            <Link href={stateHref('/calculator', state)} className="text-link text-ink">
              {t('use.open')}
            </Link>
          </>
        )}
      </p>
    </Section>
  );
}
