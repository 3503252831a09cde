'use client';

import { useTranslations } from 'next-intl';
import { formatShare } from '@/lib/money/format';
import type { TaskClass } from '@/lib/routing/task-class';

/** How task classes are named and counted, in the reader's language. */
export function useClassText(classes: readonly TaskClass[]) {
  const t = useTranslations('taskClasses');
  const own = new Map(classes.filter(({ isBuiltIn }) => !isBuiltIn).map((one) => [one.key, one]));

  /** Built-in classes in the reader's language, others as the organisation names them, else the key. */
  const nameOf = (key: string): string =>
    own.get(key)?.name ?? (t.has(`names.${key}`) ? t(`names.${key as 'agentic'}`) : key);
  const meaningOf = ({ key, description, isBuiltIn }: TaskClass): string =>
    isBuiltIn && t.has(`meanings.${key}`) ? t(`meanings.${key as 'agentic'}`) : description;
  /** Of calls, as `62.5 %`; a dash of none. */
  const share = (part: string, whole: string): string =>
    whole === '0' ? '–' : formatShare(BigInt(part), BigInt(whole));
  /** 0.85 as `85 %`. */
  const percent = (confidence: number): string => `${Math.round(confidence * 100)} %`;
  return { t, nameOf, meaningOf, share, percent };
}
