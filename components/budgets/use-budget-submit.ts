'use client';

import { useLocale } from 'next-intl';
import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import type { ActionError, ActionResult } from '@/lib/action-result';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { useBudgetText } from './use-budget-text';

/** As `useSubmit`, but says a refusal of the envelope with its figures in the reader's language. */
export function useBudgetSubmit(budget?: Pick<BudgetRow, 'envelope' | 'unit' | 'currency'>) {
  const form = useSubmit();
  const { t, amount } = useBudgetText();
  const locale = useLocale();
  const [refusal, setRefusal] = useState<ActionError>();

  async function submit<T>(run: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
    const result = await form.submit(run);
    setRefusal(result.ok ? undefined : result.error);
    return result;
  }

  /** The words of a refusal with one of these codes. */
  function refusedFor(...codes: string[]): string | undefined {
    const issue = refusal?.issues.find((found) => codes.includes(found.code));
    if (!issue) return undefined;
    if (locale === 'en') return issue.message;
    const max = budget?.envelope.maxLimit;
    if (issue.code === 'over_allocation' && budget && max)
      return t('envelope.refused', {
        above: t(`envelope.above.${budget.envelope.above ?? 'organisation'}`),
        max: amount(max, budget),
      });
    return t('envelope.noEnvelope');
  }

  return {
    ...form,
    submit,
    refusedFor,
    clear: () => {
      setRefusal(undefined);
      form.clear();
    },
  };
}
