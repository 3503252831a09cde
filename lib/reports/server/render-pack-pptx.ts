import pptxgen from 'pptxgenjs';
import type { Voice } from '../../board/narrative/narrate';
import type { Pack, PackSection } from '../../board/pack';
import { packVoice } from '../../board/server/pack-words';
import type { Locale } from '../../money/format';
import { type PaperPack, type PaperSection, paperPack } from '../pack-document';
import { type PaperTable, withoutDrawings } from '../paper/table';
import { addDepartments } from './pptx/department-chart';
import { addForecast } from './pptx/forecast-chart';
import { type Charted, type Frame, PAGE } from './pptx/look';
import { addTable, ROW_HEIGHT } from './pptx/table';
import { addWaterfall } from './pptx/waterfall-chart';
import { addCover, addFoot, addHeading, addSentences } from './pptx/words';

/** A pack as slides in one language: a section a slide, its charts native, so that they can be edited. */
export async function renderPackPptx(pack: Pack, locale: Locale): Promise<Uint8Array> {
  const voice = packVoice(locale);
  const paper = paperPack(pack, voice);
  const deck = new pptxgen();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = paper.title;
  deck.company = pack.board.organisation.name;
  deck.theme = { headFontFace: fontOf(locale), bodyFontFace: fontOf(locale) };
  const [cover, ...sections] = paper.sections;
  if (cover) addCover(deck.addSlide(), paper, cover);
  for (const section of sections) addSection(deck, { pack, paper, section, voice });
  const bytes = await deck.write({ outputType: 'uint8array' });
  return bytes as Uint8Array;
}

/** What every office has: a file of slides embeds no typeface. */
const fontOf = (locale: Locale): string => (locale === 'en' ? 'Arial' : 'Microsoft JhengHei');

const WIDE = { x: PAGE.left, w: PAGE.width } as const;

interface Shown {
  pack: Pack;
  paper: PaperPack;
  section: PaperSection;
  voice: Voice;
}

/** The first slide has the sentences and the chart; rows without room there stand on slides of their own. */
function addSection(deck: pptxgen, { pack, paper, section, voice }: Shown): void {
  const { key, title, sentences, tables } = section;
  const slide = newSlide(deck, paper, title);
  const below = addSentences(slide, sentences, { alone: tables.length === 0 });
  const [first, ...others] = tables.map(withoutDrawings);
  if (!first) return;
  const frames = framesOf(key, below, first);
  const isCharted = frames !== null && CHARTS[key]?.(slide, { pack, voice, frame: frames.chart });
  const rest = addTable(slide, first, isCharted ? frames.table : { ...WIDE, y: below, alone: true });
  for (const table of [rest, ...others]) addContinued(deck, { paper, title, table });
}

const CHARTS: Partial<Record<PackSection, (slide: pptxgen.Slide, charted: Charted) => boolean>> = {
  bridge: addWaterfall,
  departments: addDepartments,
  forecast: addForecast,
};

/** A chart beside its table, or above one whose figures need the width. Null: no chart. */
function framesOf(key: PackSection, y: number, table: PaperTable) {
  if (!(key in CHARTS)) return null;
  if (key === 'forecast') {
    const tableTop = PAGE.bottom - (table.rows.length + 1) * ROW_HEIGHT;
    const chart: Frame = { x: PAGE.left, y, w: PAGE.width, h: tableTop - y - 0.1 };
    return { chart, table: { ...WIDE, y: tableTop } };
  }
  const chart: Frame = { x: PAGE.left, y, w: 6.6, h: PAGE.bottom - y };
  return { chart, table: { x: 7.4, w: PAGE.left + PAGE.width - 7.4, y: y + 0.1 } };
}

function addContinued(
  deck: pptxgen,
  { paper, title, table }: { paper: PaperPack; title: string; table: PaperTable },
): void {
  let rest = table;
  while (rest.rows.length > 0) rest = addTable(newSlide(deck, paper, title), rest, { ...WIDE, y: PAGE.top });
}

function newSlide(deck: pptxgen, paper: PaperPack, title: string): pptxgen.Slide {
  const slide = deck.addSlide();
  addHeading(slide, title);
  addFoot(slide, paper);
  return slide;
}
