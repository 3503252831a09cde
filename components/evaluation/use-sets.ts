'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { unwrap } from '@/components/budgets/unwrap';
import type { GoldenSetDto, RunDetail, RunDto } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';

const KEY = ['evaluation'];
const WHILE_RUNNING_MS = 1_500;

export const isUnderWay = ({ state }: RunDto): boolean => state === 'waiting' || state === 'running';

/** Golden sets and their runs, read again while one is under way. */
export function useSets(initial: GoldenSetDto[]): GoldenSetDto[] {
  const { readSets } = useEvaluationActions();
  const { data } = useQuery({
    queryKey: [...KEY, 'sets'],
    queryFn: () => unwrap(readSets()),
    initialData: initial,
    refetchInterval: ({ state: { data: sets } }) =>
      sets?.some(({ runs }) => runs.some(isUnderWay)) ? WHILE_RUNNING_MS : false,
  });
  return data;
}

/** One run with its cases, read again while it is under way. */
export function useRun(initial: RunDetail): RunDetail {
  const { readRun } = useEvaluationActions();
  const { data } = useQuery({
    queryKey: [...KEY, 'run', initial.run.id],
    queryFn: () => unwrap(readRun(initial.run.id)),
    initialData: initial,
    refetchInterval: ({ state: { data: detail } }) =>
      detail && isUnderWay(detail.run) ? WHILE_RUNNING_MS : false,
  });
  return data;
}

/** After a change everything of the area is read again. */
export function useRefreshEvaluation(): () => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    router.refresh();
    await client.invalidateQueries({ queryKey: KEY });
  };
}
