import pptxgen from 'pptxgenjs';
import { toLedgerScale } from '../../attribution/figure';
import type { Pack } from '../../board/pack';
import { packVoice } from '../../board/server/pack-words';
import { type Locale, toChartNumber } from '../../money/format';
import { type PaperPack, type PaperSection, paperPack } from '../pack-document';

type Slide = pptxgen.Slide;

const INK = '1C1C1A';
const QUIET = '5C5C57';
const RULE = 'D8D8D2';
const ACCENT = '0B6E4F';
const RISE = 'B4690E';
/** Inches, of a 13.33 × 7.5 slide. */
const LEFT = 0.6;
const WIDTH = 12.13;
const TOP = 1.25;
const BOTTOM = 6.85;
const ROWS_PER_SLIDE = 14;
const ROW_HEIGHT = 0.3;

/** A pack as slides in one language: a section a slide, its charts native, so that they can be edited. */
export async function renderPackPptx(pack: Pack, locale: Locale): Promise<Uint8Array> {
  const paper = paperPack(pack, packVoice(locale));
  const deck = new pptxgen();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = paper.title;
  deck.company = pack.board.organisation.name;
  deck.theme = { headFontFace: fontOf(locale), bodyFontFace: fontOf(locale) };
  const [cover, ...sections] = paper.sections;
  if (cover) addCover(deck, paper, cover);
  for (const section of sections) addSection(deck, pack, { paper, section, locale });
  const bytes = await deck.write({ outputType: 'uint8array' });
  return bytes as Uint8Array;
}

/** What every office has: a file of slides embeds no typeface. */
const fontOf = (locale: Locale): string => (locale === 'en' ? 'Arial' : 'Microsoft JhengHei');

function addCover(deck: pptxgen, paper: PaperPack, cover: PaperSection): void {
  const slide = deck.addSlide();
  const [headline = '', ...rest] = cover.sentences;
  slide.addText(paper.title, { x: LEFT, y: 0.9, w: WIDTH, h: 0.4, fontSize: 14, color: QUIET, margin: 0 });
  slide.addText(headline, {
    ...{
      x: LEFT,
      y: 1.9,
      w: WIDTH,
      h: 1.6,
      fontSize: 34,
      color: INK,
      margin: 0,
      valign: 'top',
      fit: 'shrink',
    },
  });
  slide.addText(rest.join('\n'), {
    ...{ x: LEFT, y: 3.7, w: WIDTH, h: 1.8, fontSize: 18, color: INK, margin: 0, valign: 'top' },
  });
  addFoot(slide, paper);
}

function addFoot(slide: Slide, paper: PaperPack): void {
  slide.addText(`${paper.facts}\nSHA-256 ${paper.digest}`, {
    ...{ x: LEFT, y: 6.95, w: WIDTH, h: 0.4, fontSize: 8, color: QUIET, margin: 0 },
  });
}

function addSection(
  deck: pptxgen,
  pack: Pack,
  { paper, section, locale }: { paper: PaperPack; section: PaperSection; locale: Locale },
): void {
  const pages = Math.max(1, Math.ceil(section.rows.length / ROWS_PER_SLIDE));
  for (let page = 0; page < pages; page += 1) {
    const slide = deck.addSlide();
    const part = pages > 1 ? ` (${page + 1}/${pages})` : '';
    slide.addText(`${section.title}${part}`, {
      ...{ x: LEFT, y: 0.4, w: WIDTH, h: 0.5, fontSize: 22, color: INK, bold: true, margin: 0 },
    });
    slide.addShape('line', { x: LEFT, y: 0.98, w: WIDTH, h: 0, line: { color: INK, width: 1 } });
    const rows = section.rows.slice(page * ROWS_PER_SLIDE, (page + 1) * ROWS_PER_SLIDE);
    const below = page === 0 ? addSentences(slide, section.sentences) : TOP;
    const charted = page === 0 && addChart(slide, pack, { section, locale, y: below });
    addTable(
      slide,
      section.head,
      rows,
      charted ? { x: 7.2, w: 5.53, y: below } : { x: LEFT, w: WIDTH, y: below },
    );
    addFoot(slide, paper);
  }
}

/** Returns where the next thing may start. */
function addSentences(slide: Slide, sentences: readonly string[]): number {
  if (sentences.length === 0) return TOP;
  const height = Math.min(1.6, 0.34 * sentences.length + 0.1);
  slide.addText(sentences.join('\n'), {
    ...{ x: LEFT, y: TOP - 0.15, w: WIDTH, h: height, fontSize: 13, color: INK, margin: 0, valign: 'top' },
    fit: 'shrink',
  });
  return TOP + height;
}

function addTable(
  slide: Slide,
  head: readonly string[],
  rows: readonly string[][],
  { x, y, w }: { x: number; y: number; w: number },
): void {
  if (rows.length === 0) return;
  const first = head.length > 1 ? w * (head.length > 3 ? 0.34 : 0.5) : w;
  const others = head.length > 1 ? (w - first) / (head.length - 1) : 0;
  const cell = (text: string, index: number, isHead: boolean): pptxgen.TableCell => ({
    text,
    options: {
      align: index === 0 ? 'left' : 'right',
      color: isHead ? QUIET : INK,
      fontSize: isHead ? 10 : 11,
    },
  });
  slide.addTable(
    [
      head.map((text, index) => cell(text, index, true)),
      ...rows.map((row) => row.map((text, index) => cell(text, index, false))),
    ],
    {
      ...{
        x,
        y,
        w,
        colW: head.map((_, index) => (index === 0 ? first : others)),
        rowH: ROW_HEIGHT,
        margin: 0.04,
      },
      border: { type: 'solid', pt: 0.5, color: RULE },
    },
  );
}

const chartNumber = (amount: string): number => toChartNumber(toLedgerScale(amount));

/** True where the section has a chart and it was drawn. */
function addChart(
  slide: Slide,
  pack: Pack,
  { section: { key }, locale, y }: { section: PaperSection; locale: Locale; y: number },
): boolean {
  const frame = { x: LEFT, y, w: 6.4, h: BOTTOM - y };
  if (key === 'bridge') return addWaterfall(slide, pack, locale, frame);
  if (key === 'departments') return addDepartments(slide, pack, frame);
  return key === 'forecast' && addForecast(slide, pack, locale, frame);
}

type Frame = { x: number; y: number; w: number; h: number };
const AXES = {
  ...{ catAxisLabelFontSize: 9, valAxisLabelFontSize: 9, catAxisLabelColor: QUIET, valAxisLabelColor: QUIET },
  ...{ valGridLine: { style: 'none' as const }, valAxisLabelFormatCode: '#,##0', showLegend: false },
} as const;

/** Stacked bars over an unseen one: from the earlier month, part by part, to the later. */
function addWaterfall(slide: Slide, { board }: Pack, locale: Locale, frame: Frame): boolean {
  const { words } = packVoice(locale);
  const { before, after, parts } = board.bridge.total;
  if (before.value === null || after.value === null || parts === null) return false;
  const moved = parts.filter(({ amount }) => /[1-9]/.test(amount));
  const labels = [
    board.previousPeriod.from.slice(0, 7),
    ...moved.map(({ part }) => words(`board.partNames.${part}`)),
    board.month,
  ];
  const [unseen, totals, rises, falls]: [number[], number[], number[], number[]] = [
    [0],
    [chartNumber(before.value)],
    [0],
    [0],
  ];
  let at = chartNumber(before.value);
  for (const { amount } of moved) {
    const step = chartNumber(amount);
    unseen.push(Math.min(at, at + step));
    totals.push(0);
    rises.push(Math.max(step, 0));
    falls.push(Math.max(-step, 0));
    at += step;
  }
  unseen.push(0);
  totals.push(chartNumber(after.value));
  rises.push(0);
  falls.push(0);
  const series = [unseen, totals, rises, falls].map((values, index) => ({
    ...{ name: ['', board.currency, '+', '−'][index] ?? '', labels, values },
  }));
  slide.addChart('bar', series, {
    ...frame,
    ...AXES,
    ...{ barGrouping: 'stacked', chartColors: ['FFFFFF', INK, RISE, ACCENT], barGapWidthPct: 40 },
  });
  return true;
}

function addDepartments(slide: Slide, { board }: Pack, frame: Frame): boolean {
  const known = board.departments.filter(({ effectiveCost }) => effectiveCost.value !== null);
  if (known.length === 0) return false;
  const labels = known.map(({ name }) => name ?? '–').reverse();
  const values = (of: 'effectiveCost' | 'previous') =>
    known.map((row) => chartNumber(row[of].value ?? '0')).reverse();
  slide.addChart(
    'bar',
    [
      { name: board.previousPeriod.from.slice(0, 7), labels, values: values('previous') },
      { name: board.month, labels, values: values('effectiveCost') },
    ],
    { ...frame, ...AXES, barDir: 'bar', chartColors: [RULE, INK], showLegend: true, legendPos: 'b' },
  );
  return true;
}

/** Spend added up over the fiscal year: what was spent, then what is expected. Its intervals stand in the table. */
function addForecast(slide: Slide, { board }: Pack, locale: Locale, frame: Frame): boolean {
  const { words } = packVoice(locale);
  const year = board.forecast.forecast?.ends.find(({ key }) => key === 'year');
  const days = board.forecast.forecast?.days ?? [];
  if (!year || days.length < 2) return false;
  const { from, to } = year.period;
  const inYear = <T extends { day: string }>({ day }: T) => from <= day && day < to;
  const history = board.forecast.history.filter(inYear);
  const ahead = days.filter(inYear);
  const none = null as unknown as number;
  let sum = 0;
  const added = [...history, ...ahead].map(({ amount }) => {
    sum += chartNumber(amount ?? '0');
    return sum;
  });
  const labels = [...history, ...ahead].map(({ day }) => day);
  const isPast = (_: unknown, index: number) => index < history.length;
  slide.addChart(
    'line',
    [
      {
        name: board.currency,
        labels,
        values: added.map((value, index) => (isPast(value, index) ? value : none)),
      },
      {
        name: words('board.forecast.expected'),
        labels,
        values: added.map((value, index) => (index >= history.length - 1 ? value : none)),
      },
    ],
    {
      ...frame,
      ...AXES,
      ...{ chartColors: [INK, '2F5D8A'], lineDataSymbol: 'none', lineSize: 2 },
      ...{ showLegend: true, legendPos: 'b', catAxisLabelFrequency: String(Math.ceil(labels.length / 6)) },
    },
  );
  return true;
}
