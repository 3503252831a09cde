'use client';

import { useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';
import type { LinkProblem } from '@/lib/calculator/state';
import { useCalculator } from '../calculator-context';

/** Says when a link did not open as it was sent, and what of it is missing. */
export function LinkProblemNote() {
  const t = useTranslations('calculator.link');
  const { problem } = useCalculator();
  if (!problem) return null;
  return (
    <p role="status" className="mb-4 max-w-[64em] border-l-2 border-warn pl-3">
      <Status tone="warn" className="whitespace-normal!">
        {text(problem)}
      </Status>
    </p>
  );

  function text(what: LinkProblem): string {
    if (what.kind !== 'damaged') return t(what.kind);
    const parts = what.parts.map((part) => t(`parts.${part}`)).join(t('comma'));
    return what.parts.length === 0 ? t('changed') : t('damaged', { parts });
  }
}
