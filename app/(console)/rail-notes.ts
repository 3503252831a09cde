import { getTranslations } from 'next-intl/server';
import type { RailNotes } from '@/components/shell/areas';
import type { Ctx } from '@/lib/access/server/context';
import { formatShare } from '@/lib/money/format';
import { parseMoney } from '@/lib/money/money';
import { listPendingValues } from '@/lib/usage/server/list-pending-values';

/** The days that the Data area's own tag page looks back, so that both say the same. */
const DAYS = 30;

/** What the rail says beside an area, from the same questions as the area itself. */
export async function railNotes(ctx: Ctx): Promise<RailNotes> {
  const { whole, fully } = await listPendingValues(ctx, { days: DAYS });
  const [all, tagged] = [parseMoney(whole), parseMoney(fully)];
  if (all === 0n || tagged === all) return {};
  const t = await getTranslations('shell');
  return { data: t('untagged', { share: formatShare(all - tagged, all, 0) }) };
}
