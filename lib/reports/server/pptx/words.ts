import type pptxgen from 'pptxgenjs';
import type { PaperPack, PaperSection } from '../../pack-document';
import { COLOURS, PAGE } from './look';

type Slide = pptxgen.Slide;

/** Inches that a line of sentences takes. */
const LINE = 0.3;
/** Characters that fit on a line: a Chinese one takes two. */
const LINE_LENGTH = 150;

/** The first slide: what the pack is, and its opening in large. */
export function addCover(slide: Slide, paper: PaperPack, cover: PaperSection): void {
  const { left: x, width: w } = PAGE;
  const [headline = '', ...rest] = cover.sentences;
  const plain = { x, w, margin: 0, color: COLOURS.ink };
  slide.addText(paper.title, { ...plain, y: 0.9, h: 0.4, fontSize: 14, color: COLOURS.quiet });
  slide.addShape('line', { x, y: 1.45, w, h: 0, line: { color: COLOURS.ink, width: 1 } });
  slide.addText(headline, { ...plain, y: 1.8, h: 1.7, fontSize: 36, valign: 'top', fit: 'shrink' });
  slide.addText(rest.join('\n'), {
    ...plain,
    ...{ y: 3.7, h: 2.4, fontSize: 18, valign: 'top', paraSpaceAfter: 6, fit: 'shrink' },
  });
  addFoot(slide, paper);
}

export function addFoot(slide: Slide, { facts, digest }: PaperPack): void {
  const plain = { y: 6.98, h: 0.3, fontSize: 8, color: COLOURS.quiet, margin: 0 };
  slide.addText(`${facts}\nSHA-256 ${digest}`, { ...plain, x: PAGE.left, w: PAGE.width - 1 });
  slide.slideNumber = {
    ...{ x: PAGE.left + PAGE.width - 0.6, y: 6.98, w: 0.6, h: 0.25 },
    ...{ fontSize: 8, color: COLOURS.quiet, align: 'right', margin: 0 },
  };
}

export function addHeading(slide: Slide, title: string): void {
  const { left: x, width: w } = PAGE;
  slide.addText(title, { x, y: 0.4, w, h: 0.5, fontSize: 22, color: COLOURS.ink, bold: true, margin: 0 });
  slide.addShape('line', { x, y: 0.98, w, h: 0, line: { color: COLOURS.ink, width: 1 } });
}

/** Larger where nothing else is on the slide. Returns where the next thing may start. */
export function addSentences(
  slide: Slide,
  sentences: readonly string[],
  { alone }: { alone: boolean },
): number {
  if (sentences.length === 0) return PAGE.top;
  const lines = sentences.reduce((sum, sentence) => sum + Math.ceil(lengthOf(sentence) / LINE_LENGTH), 0);
  const height = alone ? PAGE.bottom - PAGE.top : Math.min(2, LINE * lines + 0.05);
  slide.addText(sentences.join('\n'), {
    ...{ x: PAGE.left, y: PAGE.top - 0.05, w: PAGE.width, h: height, margin: 0, valign: 'top' },
    ...{ fontSize: alone ? 20 : 14, paraSpaceAfter: alone ? 14 : 2, color: COLOURS.ink, fit: 'shrink' },
  });
  return PAGE.top + height + 0.1;
}

const lengthOf = (sentence: string): number =>
  [...sentence].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
