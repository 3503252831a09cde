import type { Ratio } from '@/lib/calculator/tokens-ratio';
import type { Currency } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { divideHalfEven } from '@/lib/money/rounding';

/** An exact ratio with at most so many decimals, rounded half to even, grouped; minus is U+2212. */
export function ratioText({ n, d }: Ratio, places: number): string {
  const scaled = divideHalfEven(n * 10n ** BigInt(places), d);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const fraction = places > 0 ? digits.slice(-places).replace(/0+$/, '') : '';
  return `${scaled < 0n ? '−' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

type Scale = readonly [unit: string, size: bigint];
const WORDS: Record<'en' | 'zh-HK', readonly Scale[]> = {
  en: [
    [' trillion', 10n ** 12n],
    [' billion', 10n ** 9n],
    [' million', 10n ** 6n],
  ],
  'zh-HK': [
    ['萬億', 10n ** 12n],
    ['億', 10n ** 8n],
    ['萬', 10n ** 4n],
  ],
};

/** A large count in words, with at most `places` decimals: `48.97 billion`, `489.7億`. */
export function countInWords(count: bigint, locale: string, places = 2): string {
  const scales = WORDS[locale === 'zh-HK' ? 'zh-HK' : 'en'];
  const scale = scales.find(([, size]) => count >= size);
  return scale
    ? `${ratioText({ n: count, d: scale[1] }, places)}${scale[0]}`
    : ratioText({ n: count, d: 1n }, 0);
}

const DECIMAL_PLACES = 12;

/** An amount as a document prints it: two decimals, more only as far as they say something (US$0.001, US$0.000025). */
export function printedText(amount: Money, currency: Currency): string {
  const all = formatMoney(amount, currency, DECIMAL_PLACES);
  const cut = all.replace(/0+$/, '');
  const places = Math.max(2, cut.length - cut.indexOf('.') - 1);
  return formatMoney(amount, currency, places);
}
