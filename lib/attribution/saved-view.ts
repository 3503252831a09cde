import { z } from 'zod';

/** A view is a console page and its query string: opening it is following a link. */
export const viewName = z
  .string()
  .trim()
  .min(1, 'Give the view a name.')
  .max(80, 'Use at most 80 characters.');

export const viewSearch = z
  .string()
  .max(4000, 'This view has too many filters to save.')
  .regex(/^(\?.*)?$/s, 'A view is saved from its address.');

export const viewPath = z.enum(['/explore']);

export interface SavedViewDto {
  id: string;
  name: string;
  path: string;
  search: string;
  shared: boolean;
  /** Only the owner may rename or delete. */
  own: boolean;
  ownerName: string;
}
