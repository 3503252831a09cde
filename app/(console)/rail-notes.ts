import type { RailNotes } from '@/components/shell/areas';
import type { Ctx } from '@/lib/access/server/context';

/** What the rail says beside an area, from the same questions as the area itself. */
export async function railNotes(_ctx: Ctx): Promise<RailNotes> {
  return {};
}
