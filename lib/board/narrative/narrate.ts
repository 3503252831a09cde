import { formatShareOf, toLedgerScale } from '../../attribution/figure';
import type { Currency } from '../../money/currency';
import { formatCount, formatMoney, type Locale } from '../../money/format';
import { writeDay } from '../../time/write';
import type { Board } from '../board';
import type { MetricUnit } from '../metric';
import { firstDayOf } from '../month';
import { PACK_SECTIONS, type PackSection, type SectionProse } from '../pack';
import { basisPhrases, decisionPhrases, forecastPhrases, riskPhrases } from './outlook';
import type { Fact, Phrase } from './phrase';
import { budgetPhrases, metricPhrases, savingPhrases, workflowPhrases } from './results';
import { bridgePhrases, coverPhrases, departmentPhrases } from './spend';

/** A message by its full key, such as `boardProse.spend.rose`, in one language. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

export interface Voice {
  locale: Locale;
  words: Words;
}

const SECTION_PHRASES: Record<PackSection, (board: Board) => Phrase[]> = {
  cover: coverPhrases,
  metrics: metricPhrases,
  bridge: bridgePhrases,
  departments: departmentPhrases,
  workflows: workflowPhrases,
  budgets: budgetPhrases,
  forecast: forecastPhrases,
  savings: savingPhrases,
  risks: riskPhrases,
  decisions: decisionPhrases,
  appendix: basisPhrases,
};

/** What the figures of a month say, section by section: rules and message templates, and nothing but its figures. */
export function narrate(board: Board, voice: Voice): SectionProse {
  const entries = PACK_SECTIONS.map((section) => [
    section,
    SECTION_PHRASES[section](board).map((one) => write(one, board.currency, voice)),
  ]);
  return Object.fromEntries(entries);
}

function write({ key, facts }: Phrase, currency: Currency, voice: Voice): string {
  const values = Object.entries(facts).map(([name, fact]) => [name, print(fact, currency, voice)]);
  const full = key.startsWith('notice.')
    ? `boardNotices.${key.slice('notice.'.length)}`
    : `boardProse.${key}`;
  return voice.words(full, Object.fromEntries(values)).replaceAll(' %', '\u00a0%');
}

function print(fact: Fact, currency: Currency, voice: Voice): string {
  switch (fact.kind) {
    case 'money':
      return formatMoney(toLedgerScale(fact.value), currency);
    case 'share':
      return formatShareOf(fact.value, 1);
    case 'count':
      return formatCount(fact.value.split('.')[0] ?? '0');
    case 'month':
      return writeDay(firstDayOf(fact.value), 'month', voice.locale);
    case 'measured':
      return measured(fact, currency, voice);
    case 'metric':
      return voice.words(`board.metrics.${fact.value}.name`);
    case 'part':
      return voice.words(`board.partNames.${fact.value}`);
    case 'gap':
      return voice.words(`board.gaps.${fact.value}`);
    case 'list':
      return fact.items.map((item) => print(item, currency, voice)).join(voice.words('boardProse.join'));
    case 'text':
      return fact.value;
  }
}

interface Measured {
  unit: MetricUnit;
  value: string;
  outOf: number | null;
}

function measured({ unit, value, outOf }: Measured, currency: Currency, { words }: Voice): string {
  if (unit === 'money') return formatMoney(toLedgerScale(value), currency);
  if (unit === 'share') return formatShareOf(value, 1);
  const whole = formatCount(value.split('.')[0] ?? '0');
  return outOf === null ? whole : words('boardProse.outOf', { value: whole, of: formatCount(outOf) });
}
