import { useTranslations } from 'next-intl';
import { priceOf } from '@/lib/pricing/compile-rates';
import type { Rates, TokenClass } from '@/lib/pricing/rates';
import { showPrice } from '@/lib/pricing/show-price';

/**
 * One class of a price, US dollars per million tokens. A class the list leaves to a wider one is set lighter, with
 * the rule in its title.
 */
export function PriceCell({ rates, tokenClass }: { rates: Rates | null; tokenClass: TokenClass }) {
  const t = useTranslations('prices');
  const own = rates?.prices[tokenClass];
  if (own !== undefined) return <span className="tabular-nums">{showPrice(own)}</span>;
  const fallback = rates && priceOf(rates.prices, tokenClass);
  if (!fallback) return <span className="text-ink3">–</span>;
  const other = t(`classes.${tokenClass === 'reasoning' ? 'output' : 'input'}`);
  return (
    <span className="text-ink2 tabular-nums" title={t('model.same', { other })}>
      ({showPrice(fallback)})
    </span>
  );
}
