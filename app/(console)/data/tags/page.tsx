import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getReadingCurrency } from '@/app/reading-currency';
import { TagsView } from '@/components/data/tags-view';
import { PageHeader } from '@/components/ui/page-header';
import { listDepartments } from '@/lib/access/server/list-departments';
import { formatShare } from '@/lib/money/format';
import { parseMoney } from '@/lib/money/money';
import { listPendingValues } from '@/lib/usage/server/list-pending-values';
import { listTagRules } from '@/lib/usage/server/list-tag-rules';
import {
  adoptTeamAction,
  adoptValueAction,
  createRuleAction,
  previewRuleAction,
  registerTagAction,
  retireRuleAction,
} from '../actions';
import { dataContext } from '../data-context';

const DAYS = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('data.tabs'))('tags') };
}

export default async function TagsPage() {
  const [{ ctx, may, timeZone }, currency] = await Promise.all([dataContext(), getReadingCurrency()]);
  const [{ tags, whole, fully }, rules, departments, t] = await Promise.all([
    listPendingValues(ctx, { days: DAYS, currency }),
    listTagRules(ctx, {}),
    may('departments.read') ? listDepartments(ctx, {}) : [],
    getTranslations('data.tags'),
  ]);
  const pending = tags.reduce((sum, tag) => sum + tag.pending, 0);
  const total = parseMoney(whole);
  return (
    <>
      <PageHeader
        title={
          total === 0n
            ? t('sentenceNone', { days: DAYS })
            : t('sentence', { share: formatShare(parseMoney(fully), total), days: DAYS, pending })
        }
        sub={t('sub')}
      />
      <TagsView
        coverage={tags}
        currency={currency}
        rules={rules}
        departments={departments.filter((d) => !d.archived).map(({ id, name }) => ({ id, name }))}
        days={DAYS}
        timeZone={timeZone}
        actions={
          may('taxonomy.edit')
            ? {
                adoptValue: adoptValueAction,
                adoptTeam: adoptTeamAction,
                previewRule: previewRuleAction,
                createRule: createRuleAction,
                retireRule: retireRuleAction,
                registerTag: registerTagAction,
              }
            : null
        }
      />
    </>
  );
}
