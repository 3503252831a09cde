'use server';

import { getCtx } from '@/app/session';
import type { PaletteResults } from '@/components/shell/shell-actions';

/** What the palette finds for a text, as far as the reader may see. */
export async function searchConsole(_text: string): Promise<PaletteResults> {
  await getCtx();
  return { views: [], teams: [], models: [] };
}
