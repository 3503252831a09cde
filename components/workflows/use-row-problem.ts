'use client';

import { useLocale, useTranslations } from 'next-intl';

/** What is wrong with a row of a file, in the reader's language where its code is known. */
export function useRowProblem(): (problem: { code: string; detail: string }) => string {
  const t = useTranslations('errors');
  const locale = useLocale();
  return ({ code, detail }) => (locale !== 'en' && t.has(`codes.${code}`) ? t(`codes.${code}`) : detail);
}
