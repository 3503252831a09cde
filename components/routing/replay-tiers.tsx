import { useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatShare } from '@/lib/money/format';
import type { ReplayDto } from '@/lib/routing/replay/replay-dto';

/** The published mix of calls: 70 % on the cheapest tier, 25 % on the middle, 5 % on the frontier. */
const PUBLISHED = { cost_optimised: '70 %', balanced: '25 %', frontier: '5 %', unknown: '–' } as const;

/** Calls by tier of the model, as it was and as it would be, beside the published mix. */
export function ReplayTiers({ replay: { tiers, total } }: { replay: ReplayDto }) {
  const t = useTranslations('routing');
  const all = BigInt(total.calls) || 1n;
  const cheapest = tiers.find(({ tier }) => tier === 'cost_optimised');
  const meets = cheapest !== undefined && BigInt(cheapest.after) * 2n >= all;
  return (
    <>
      <TableScroll label={t('replay.tiers')}>
        <table className="data-table">
          <caption className="sr-only">{t('replay.tiers')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('replay.tier')}</th>
              <th scope="col" data-align="right">
                {t('replay.was')}
              </th>
              <th scope="col" data-align="right">
                {t('replay.wouldBe')}
              </th>
              <th scope="col" data-align="right">
                {t('replay.published')}
              </th>
            </tr>
          </thead>
          <tbody>
            {tiers.map(({ tier, before, after }) => (
              <tr key={tier}>
                <td>{t(`replay.tierNames.${tier}`)}</td>
                <td data-align="right">{formatShare(BigInt(before), all)}</td>
                <td data-align="right">{formatShare(BigInt(after), all)}</td>
                <td data-align="right">{PUBLISHED[tier]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="pt-2 text-sm text-ink2">{t(meets ? 'replay.aboveHalf' : 'replay.belowHalf')}</p>
    </>
  );
}
