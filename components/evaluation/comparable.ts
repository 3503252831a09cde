import type { GoldenSetDto, RunDto } from '@/lib/evaluation/evaluation-dto';

export const withAnswers = (runs: readonly RunDto[]): RunDto[] => runs.filter(({ answers }) => answers > 0);

/** Sets of the reader's with two runs that have answers. */
export const comparable = (sets: readonly GoldenSetDto[]): GoldenSetDto[] =>
  sets.filter(({ mayEdit, runs }) => mayEdit && withAnswers(runs).length > 1);
