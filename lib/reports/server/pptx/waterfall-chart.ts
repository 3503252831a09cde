import type pptxgen from 'pptxgenjs';
import { barsOf } from '../../../board/bridge-bars';
import { firstDayOf } from '../../../board/month';
import { writeDay } from '../../../time/write';
import { monthsOf } from '../../paper/figure-text';
import { AXES, type Charted, COLOURS } from './look';

/** Stacked bars over an unseen one: from the earlier month, part by part, to the later. False: nothing to draw. */
export function addWaterfall(slide: pptxgen.Slide, { pack: { board }, voice, frame }: Charted): boolean {
  const { before, after, parts } = board.bridge.total;
  if (before.value === null || after.value === null || parts === null) return false;
  const bars = barsOf(before.value, parts, after.value);
  const months = monthsOf(board);
  const labels = bars.map(({ key }) =>
    key === 'before' || key === 'after'
      ? writeDay(firstDayOf(months[key === 'before' ? 'before' : 'now']), 'shortMonth', voice.locale)
      : voice.words(`board.parts.${key}`),
  );
  const isTotal = ({ key }: (typeof bars)[number]) => key === 'before' || key === 'after';
  const values = {
    unseen: bars.map((bar) => (isTotal(bar) ? 0 : Math.min(bar.from, bar.to))),
    totals: bars.map((bar) => (isTotal(bar) ? bar.to : 0)),
    rises: bars.map((bar) => (isTotal(bar) ? 0 : Math.max(bar.to - bar.from, 0))),
    falls: bars.map((bar) => (isTotal(bar) ? 0 : Math.max(bar.from - bar.to, 0))),
  };
  slide.addChart(
    'bar',
    [
      { name: ' ', labels, values: values.unseen },
      { name: board.currency, labels, values: values.totals },
      { name: '+', labels, values: values.rises },
      { name: '−', labels, values: values.falls },
    ],
    {
      ...frame,
      ...AXES,
      ...{ barGrouping: 'stacked', barGapWidthPct: 40 },
      chartColors: ['FFFFFF', COLOURS.ink, COLOURS.rise, COLOURS.fall],
      ...{ catAxisLabelFontSize: 8, valGridLine: { style: 'none' } },
    },
  );
  return true;
}
