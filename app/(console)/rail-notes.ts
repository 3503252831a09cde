import { getTranslations } from 'next-intl/server';
import type { RailNotes } from '@/components/shell/areas';
import type { Ctx } from '@/lib/access/server/context';
import { formatShare } from '@/lib/money/format';
import { parseMoney } from '@/lib/money/money';
import { listPendingValues } from '@/lib/usage/server/list-pending-values';
import { budgetAttention } from './budgets/attention';

/** The days that the Data area's own tag page looks back, so that both say the same. */
const DAYS = 30;

/** What the rail says beside an area, from the same questions as the area itself. */
export async function railNotes(ctx: Ctx): Promise<RailNotes> {
  const [budgets, data] = await Promise.all([budgetsNote(ctx), dataNote(ctx)]);
  return { ...(budgets && { budgets }), ...(data && { data }) };
}

async function dataNote(ctx: Ctx): Promise<string | null> {
  const { whole, fully } = await listPendingValues(ctx, { days: DAYS });
  const [all, tagged] = [parseMoney(whole), parseMoney(fully)];
  if (all === 0n || tagged === all) return null;
  const t = await getTranslations('shell');
  return t('untagged', { share: formatShare(all - tagged, all, 0) });
}

/** The most pressing of Budgets: what is over, then what is stopped by hand, then what waits. */
async function budgetsNote(ctx: Ctx): Promise<string | null> {
  const { over, stops, waiting } = await budgetAttention(ctx);
  const t = await getTranslations('shell');
  if (over > 0) return t('budgetsOver', { count: over });
  if (stops > 0) return t('budgetsAt', { count: stops });
  return waiting > 0 ? t('budgetsWait', { count: waiting }) : null;
}
