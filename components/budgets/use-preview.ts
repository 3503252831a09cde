'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BudgetPreview } from '@/lib/budgets/budget-dto';
import type { PreviewBudgetInput } from '@/lib/budgets/budget-input';
import { useBudgetActions } from './actions-context';

const PAUSE = 350;

/** What a draft would have done in the last whole period, asked once typing pauses. Null while it cannot be asked. */
export function usePreview(draft: PreviewBudgetInput | null) {
  const { preview } = useBudgetActions();
  const wanted = JSON.stringify(draft);
  const settled = useSettled(wanted);
  return useQuery({
    queryKey: ['budget-preview', settled],
    queryFn: async (): Promise<BudgetPreview | null> => {
      const result = await preview(JSON.parse(settled) as PreviewBudgetInput);
      return result.ok ? result.value : null;
    },
    enabled: settled !== 'null',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** A text once it has stopped changing. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
