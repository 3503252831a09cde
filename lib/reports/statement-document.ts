import { firstDayOf } from '../board/month';
import type { Voice } from '../board/narrative/narrate';
import { ruleLines } from '../chargeback/rule-lines';
import { coinPlaces, type Statement, type StatementAmounts } from '../chargeback/statement';
import { formatCount, formatMoney, formatShare } from '../money/format';
import { addDays } from '../time/days';
import { writeDay, writeInstant } from '../time/write';
import { NONE, quoted } from './paper/figure-text';
import { figures, words as named, type PaperTable } from './paper/table';

/** A chargeback statement on paper, in one language. */
export interface PaperStatement {
  title: string;
  headline: string;
  /** Whether the amounts are final. */
  state: string;
  /** Organisation, month, currency, version and when it was made: on every page. */
  facts: string;
  table: PaperTable;
  rule: string[];
  /** Exchange rates and how much of the usage has a price. */
  basis: string[];
}

const COLUMNS = ['own', 'shared', 'unowned', 'total'] as const satisfies (keyof StatementAmounts)[];

export function paperStatement(statement: Statement, voice: Voice): PaperStatement {
  const { words, locale } = voice;
  const { currency, totals, lines, gap, version } = statement;
  const month = writeDay(firstDayOf(statement.month), 'month', locale);
  const facts = [
    ...[statement.organisation, words('chargeback.title'), month, currency],
    version === null ? words('chargeback.paper.open') : words('packs.issued.version', { version }),
    writeInstant(statement.asOf, statement.timeZone, locale),
  ];
  const amount = totals && formatMoney(totals.total, currency, coinPlaces(currency));
  return {
    title: `${words('chargeback.title')} · ${month}`,
    headline:
      gap !== null
        ? words(`chargeback.gap.${gap}`, { month })
        : amount === null
          ? words('chargeback.sentence.own', { month, count: lines.length })
          : words('chargeback.sentence.all', { month, amount, count: lines.length }),
    state: words(`chargeback.state.${statement.state}`),
    facts: facts.join(' · '),
    table: tableOf(statement, voice),
    rule: ruleLines(statement, voice).map((line) => quoted(line, locale)),
    basis: [...ratesOf(statement, voice), pricedOf(statement, voice)],
  };
}

/** Departments with their teams below them, and the total. */
function tableOf({ lines, totals, currency }: Statement, { words }: Voice): PaperTable {
  const money = (value: string) => formatMoney(value, currency, coinPlaces(currency));
  const amounts = (of: StatementAmounts) => COLUMNS.map((key) => money(of[key]));
  const rows = lines.flatMap((line) => [
    { cells: [line.name, ...amounts(line)], tone: 'strong' as const },
    ...line.teams.map((team) => ({
      cells: [team.name, money(team.own), '', '', ''],
      tone: 'beneath' as const,
    })),
  ]);
  const total = totals
    ? [{ cells: [words('chargeback.all'), ...amounts(totals)], tone: 'total' as const }]
    : [];
  const all = [...rows, ...total];
  return {
    columns: [
      named(words('chargeback.department')),
      ...COLUMNS.map((key) => figures(words(`chargeback.columns.${key}`))),
    ],
    rows: all.map(({ cells }) => cells),
    tones: all.map(({ tone }) => tone),
  };
}

function ratesOf({ fx, currency }: Statement, { words, locale }: Voice): string[] {
  return fx.map(({ from, to, rate, source }) =>
    words('board.basis.rate', {
      ...{ rate: rate?.replace(/\.?0+$/, '') ?? NONE, currency, source: source ?? NONE },
      ...{ from: writeDay(from, 'medium', locale), to: writeDay(addDays(to, -1), 'medium', locale) },
    }),
  );
}

function pricedOf({ requests, unpricedRequests, lines }: Statement, { words }: Voice): string {
  const all = BigInt(requests);
  return words('chargeback.paper.priced', {
    share: formatShare(all - BigInt(unpricedRequests), all),
    requests: formatCount(requests),
    unpriced: formatCount(unpricedRequests),
    departments: lines.length,
  });
}
