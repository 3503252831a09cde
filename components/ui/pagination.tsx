'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';

/** Keyset paging: there is a next page or not; earlier pages are in the history. */
export function Pagination({
  summary,
  onPrevious,
  onNext,
  busy,
}: {
  summary?: ReactNode;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  busy?: boolean;
}) {
  const t = useTranslations('common');
  return (
    <nav aria-label={t('pages')} className="flex flex-wrap items-center gap-2 pt-3 text-ink2">
      {summary && <span>{summary}</span>}
      <span className="ml-auto flex gap-2">
        <Button size="sm" disabled={!onPrevious || busy} onClick={onPrevious}>
          {t('previous')}
        </Button>
        <Button size="sm" disabled={!onNext || busy} onClick={onNext}>
          {t('next')}
        </Button>
      </span>
    </nav>
  );
}
