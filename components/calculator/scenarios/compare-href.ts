import { MOST_COMPARED } from '@/lib/calculator/scenario-dto';

export const compareHref = (ids: readonly string[]): string =>
  `/calculator/scenarios/compare?ids=${ids.join(',')}`;

/** The scenarios an address asks to compare: each once, at most four. */
export const readIds = (text: string | undefined): string[] =>
  [...new Set((text ?? '').split(',').filter((id) => /^\d{1,18}$/.test(id)))].slice(0, MOST_COMPARED);
