'use client';

import type { TokenCount } from '@/lib/calculator/token-count';
import { useTokensText } from './use-tokens-text';

/** Whether a number of tokens is counted or estimated: by mark, word and colour. */
export function CountMark({ count }: { count: TokenCount }) {
  const { how } = useTokensText();
  const counted = count.method === 'counted';
  return (
    <span className={counted ? 'block text-xs text-good' : 'block text-xs text-ink2'}>
      <span aria-hidden>{counted ? '✓' : '≈'}</span> {how(count)}
    </span>
  );
}
