import { fromUnits, toUnits } from '../../attribution/figure';
import type { Board, BoardNotice } from '../board';
import { FACT_KINDS } from '../notice-facts';
import { count, type Fact, money, type Phrase, phrase, share, text } from './phrase';

/** Where the month and the fiscal year that run now are heading, and the envelope they are held to. */
export function forecastPhrases({ forecast, envelope, currency }: Board): Phrase[] {
  const made = forecast.forecast;
  if (!made) return [phrase('forecast.none')];
  const ends = made.ends.flatMap(({ key, total, intervals: { p80 } }) =>
    key === 'month' || key === 'year'
      ? [phrase(`forecast.${key}`, { total: money(total), low: money(p80.low), high: money(p80.high) })]
      : [],
  );
  const bound =
    envelope && envelope.currency === currency
      ? [phrase('forecast.envelope', { envelope: money(envelope.amount) })]
      : [];
  return [...ends, ...bound];
}

/** At most so many are said in the prose; the section lists them all. */
const SAID = 3;

export const riskPhrases = ({ risks }: Board): Phrase[] =>
  risks.length === 0 ? [phrase('risks.none')] : risks.slice(0, SAID).map(noticePhrase);

export const decisionPhrases = ({ decisions }: Board): Phrase[] =>
  decisions.length === 0 ? [phrase('decisions.none')] : decisions.slice(0, SAID).map(noticePhrase);

/** As the board's page says it: the sentences of `boardNotices`. */
const noticePhrase = ({ key, facts }: BoardNotice): Phrase => ({
  key: `notice.${key}`,
  facts: Object.fromEntries(
    Object.entries(facts).map(([name, value]): [string, Fact] => [
      name,
      { kind: FACT_KINDS[name] ?? 'text', value },
    ]),
  ),
});

/** What the figures rest on: tags, prices, exchange rates. */
export function basisPhrases({ coverage, fx, currency, priceSources }: Board): Phrase[] {
  const { tagged, priced } = coverage;
  return [
    ...(tagged.costShare === null || priced.requestShare === null
      ? [phrase('basis.unknown')]
      : [phrase('basis.known', { tagged: share(tagged.costShare), priced: share(priced.requestShare) })]),
    ...ratePhrases(fx, currency),
    ...(priceSources.length > 0 ? [phrase('basis.prices', { count: count(priceSources.length) })] : []),
  ];
}

function ratePhrases(fx: Board['fx'], currency: string): Phrase[] {
  if (fx.length === 0) return [];
  const rates = fx.flatMap(({ rate }) => (rate === null ? [] : [rate]));
  if (rates.length < fx.length) return [phrase('basis.noRate', { currency: text(currency) })];
  const sorted = [...new Set(rates)].sort((a, b) => (toUnits(a, 10) < toUnits(b, 10) ? -1 : 1));
  const [low, high] = [sorted[0] ?? '', sorted.at(-1) ?? ''];
  const said = { currency: text(currency), low: text(plain(low)), high: text(plain(high)) };
  return [phrase(low === high ? 'basis.rate' : 'basis.rates', said)];
}

/** A rate without the zeroes at its end: `7.8`. */
const plain = (rate: string): string => fromUnits(toUnits(rate, 10), 10).replace(/\.?0+$/, '');
