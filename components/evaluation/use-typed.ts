'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { unwrap } from '@/components/budgets/unwrap';
import type { ActionResult } from '@/lib/action-result';

const PAUSE_MS = 400;

/** What the server says of something that is being typed, asked when the typing pauses. */
export function useTyped<I, O>(
  name: string,
  input: I | null,
  ask: (input: I) => Promise<ActionResult<O>>,
): O | undefined {
  const [settled, setSettled] = useState(input);
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says the same as the input
  useEffect(() => {
    const timer = setTimeout(() => setSettled(input), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key]);
  const { data } = useQuery({
    queryKey: [name, settled],
    queryFn: () => unwrap(ask(settled as I)),
    enabled: settled !== null && input !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return input === null ? undefined : data;
}
