import { firstDayOf } from '../board/month';
import type { Voice } from '../board/narrative/narrate';
import { formatMoney } from '../money/format';
import { writeDay } from '../time/write';
import { coinPlaces, type Statement } from './statement';

/** The rule in words and what it split, a sentence each; amounts add up to the columns beside them. */
export function ruleLines({ rule, currency, sharedTeams, unownedTeams }: Statement, voice: Voice): string[] {
  const { locale, words } = voice;
  const teams = (costs: Statement['sharedTeams']) =>
    costs
      .map(({ name, cost }) => `${name} ${formatMoney(cost, currency, coinPlaces(currency))}`)
      .join(words('chargeback.join'));
  const split = (key: string, costs: Statement['sharedTeams']) =>
    costs.length === 0 ? [] : [words(`chargeback.rule.${key}`, { teams: teams(costs) })];
  return [
    words('chargeback.rule.shared', { basis: words(`chargeback.rule.basis.${rule.sharedBy}`) }),
    ...split('sharedTeams', sharedTeams),
    words('chargeback.rule.unowned', { basis: words(`chargeback.rule.basis.${rule.unownedBy}`) }),
    ...split('unownedTeams', unownedTeams),
    words('chargeback.rule.rounding'),
    rule.since
      ? words('chargeback.rule.since', {
          ...{ month: writeDay(firstDayOf(rule.since), 'month', locale), who: rule.setBy ?? '' },
          reason: rule.reason ?? '',
        })
      : words('chargeback.rule.unset'),
  ];
}
