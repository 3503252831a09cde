import type { Board } from '../board/board';
import { firstDayOf } from '../board/month';
import type { Voice } from '../board/narrative/narrate';
import { PACK_SECTIONS, type Pack, type PackSection } from '../board/pack';
import { addDays } from '../time/days';
import { writeDay, writeInstant } from '../time/write';
import { quoted } from './paper/figure-text';
import { definitionTable, metricTable } from './paper/metric-table';
import { forecastTable, sourceTable } from './paper/outlook-tables';
import { bridgeTable, departmentTable } from './paper/spend-tables';
import type { PaperTable } from './paper/table';
import { budgetTable, savingTable, workflowTable } from './paper/work-tables';

/** A section of a pack on paper: its sentences and its tables, without those that have no rows. */
export interface PaperSection {
  key: PackSection;
  title: string;
  sentences: string[];
  tables: PaperTable[];
}

export interface PaperPack {
  title: string;
  /** Organisation, days, currency, version and when it was made: on every page. */
  facts: string;
  digest: string;
  sections: PaperSection[];
}

const TABLES: Partial<Record<PackSection, ((board: Board, voice: Voice) => PaperTable)[]>> = {
  metrics: [metricTable],
  bridge: [bridgeTable],
  departments: [departmentTable],
  workflows: [workflowTable],
  budgets: [budgetTable],
  forecast: [forecastTable],
  savings: [savingTable],
  appendix: [sourceTable, definitionTable],
};

/** What a pack says on paper, in one language: the words and figures it was issued with, printed as on the board. */
export function paperPack({ board, prose, meta }: Pack, voice: Voice): PaperPack {
  const { words, locale } = voice;
  const month = writeDay(firstDayOf(meta.month), 'month', locale);
  const day = (value: string) => writeDay(value, 'medium', locale);
  const facts = [
    board.organisation.name,
    `${day(board.period.from)} – ${day(addDays(board.period.to, -1))}`,
    ...[meta.currency, words('packs.issued.version', { version: meta.version })],
    writeInstant(meta.madeAt, board.timeZone, locale),
  ];
  return {
    title: `${words('packs.paper')} · ${month}`,
    facts: facts.join(' · '),
    digest: meta.digest,
    sections: PACK_SECTIONS.map((key) => ({
      key,
      title: words(`packs.sections.${key}`),
      sentences: prose[locale][key].map((sentence) => quoted(sentence, locale)),
      tables: (TABLES[key] ?? []).map((make) => make(board, voice)).filter(({ rows }) => rows.length > 0),
    })),
  };
}
