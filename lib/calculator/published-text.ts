import { formatMoney } from '../money/format';
import type { Money } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import type { PublishedRow } from './published';
import { SCENARIOS } from './published-scenarios';
import type { Ratio } from './tokens-ratio';

/** The published-against-computed table as text, for the command line. US dollars a month. */
export function publishedTable(rows: readonly PublishedRow[]): string {
  const lines: string[] = [];
  let heading = '';
  for (const row of rows) {
    const scenario = SCENARIOS[row.scenario];
    if (scenario.heading !== heading) {
      heading = scenario.heading;
      lines.push('', heading, cells('', 'published', 'computed', 'difference'));
    }
    lines.push(
      `${cells(row.label, usd(row.published, 0), usd(row.computed), signed(row.difference))}  ${why(row)}`,
    );
  }
  const following = rows.filter(({ reason }) => reason.kind === 'follows').length;
  lines.push(
    '',
    `${rows.length} published figures: ${following} follow from their inputs, ${rows.length - following} do not.`,
  );
  return lines.slice(1).join('\n');
}

const cells = (label: string, ...figures: string[]): string =>
  `  ${label.padEnd(44)}${figures.map((figure) => figure.padStart(14)).join('')}`;

const usd = (amount: Money, decimals = 2): string => formatMoney(amount, 'USD', decimals);
const signed = (amount: Money): string => `${amount > 0n ? '+' : ''}${usd(amount)}`;

/** A ratio with so many decimals, rounded half to even. */
function decimal({ n, d }: Ratio, places: number): string {
  const digits = divideHalfEven(n * 10n ** BigInt(places), d)
    .toString()
    .padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** What follows, and where it does not, what the figure would need. */
function why(row: PublishedRow): string {
  const notes = [reasonText(row), contradiction(row), mixText(row), outputText(row), divisionText(row)];
  return notes.filter((note) => note !== null).join(' ');
}

function reasonText({ reason }: PublishedRow): string {
  switch (reason.kind) {
    case 'follows':
      return 'follows.';
    case 'times_too_small':
      return `does not follow: ${decimal(reason.times, 1)} times too small.`;
    case 'fewer_days':
      return `does not follow: needs a month of ${reason.days} days, where the rows below need 30.`;
    case 'other_output_price':
      return `does not follow: needs an output price of $${decimal(reason.needed, 2)}, where the price table says $${decimal(reason.listed, 2)}.`;
    case 'below_all_input':
      return `cannot follow: with every token as uncached input it is ${usd(reason.allInput, 0)} already.`;
  }
}

const contradiction = ({ contradicts }: PublishedRow): string | null =>
  contradicts &&
  `Nor does it agree with ${contradicts.label}, which costs ${decimal(contradicts.factor, 2)} times as much by the price table whatever the tokens.`;

const mixText = ({ mixOfPrintedRows }: PublishedRow): string | null =>
  mixOfPrintedRows && `Its own rows mix to ${usd(mixOfPrintedRows, 0)}.`;

const outputText = ({ asOutputShare }: PublishedRow): string | null =>
  asOutputShare &&
  `It is what ${decimal({ n: asOutputShare.n * 100n, d: asOutputShare.d }, 1)} % of the tokens cost as output, with nothing for the rest.`;

const divisionText = ({ noMixWith }: PublishedRow): string | null =>
  noMixWith && `No division into cached, uncached and output tokens gives both this and ${noMixWith}.`;

/** For reading along: what the table's assumptions are. */
export const PUBLISHED_NOTE = `Prices: the document's own table (May 2026). A month is 30 days. A figure follows if it is the computed one in whole
dollars, rounded or cut. The agentic heading gives no input and output: computed with nine tenths input, while
"cannot follow" rests on the least that any division could cost.`;
