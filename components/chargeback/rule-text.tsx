import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { toLedgerScale } from '@/lib/attribution/figure';
import { firstDayOf } from '@/lib/board/month';
import type { Statement } from '@/lib/chargeback/statement';
import { formatMoney } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';

/** The rule in words, and what it split. */
export function RuleText({ statement }: { statement: Statement }) {
  const t = useTranslations('chargeback.rule');
  const locale = useLocale();
  const format = useFormatter();
  const { rule, currency } = statement;
  const teams = (costs: Statement['sharedTeams']) =>
    format.list(
      costs.map(({ name, cost }) => `${name} ${formatMoney(toLedgerScale(cost), currency, 2)}`),
      { type: 'unit' },
    );
  return (
    <div className="grid max-w-[64em] gap-1.5 text-ink2">
      <p>{t('shared', { basis: t(`basis.${rule.sharedBy}`) })}</p>
      {statement.sharedTeams.length > 0 && <p>{t('sharedTeams', { teams: teams(statement.sharedTeams) })}</p>}
      <p>{t('unowned', { basis: t(`basis.${rule.unownedBy}`) })}</p>
      {statement.unownedTeams.length > 0 && (
        <p>{t('unownedTeams', { teams: teams(statement.unownedTeams) })}</p>
      )}
      <p>{t('rounding')}</p>
      <p>
        {rule.since
          ? t('since', {
              ...{ month: writeDay(firstDayOf(rule.since), 'month', locale), who: rule.setBy ?? '' },
              reason: rule.reason ?? '',
            })
          : t('unset')}
      </p>
    </div>
  );
}
