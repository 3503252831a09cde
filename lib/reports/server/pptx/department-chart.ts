import type pptxgen from 'pptxgenjs';
import { toChartNumber } from '../../../money/format';
import { monthsOf, monthWords } from '../../paper/figure-text';
import { AXES, type Charted, COLOURS, LEGEND } from './look';

/** What each department spent in the month and in the one before. False: nothing to draw. */
export function addDepartments(slide: pptxgen.Slide, { pack: { board }, voice, frame }: Charted): boolean {
  const known = board.departments.filter(({ effectiveCost }) => effectiveCost.value !== null).reverse();
  if (known.length === 0) return false;
  const labels = known.map(({ name }) => name ?? voice.words('board.departments.none'));
  const values = (of: 'effectiveCost' | 'previous') =>
    known.map((row) => toChartNumber(row[of].value ?? '0'));
  const { now, before } = monthsOf(board);
  slide.addChart(
    'bar',
    [
      { name: monthWords(before, voice), labels, values: values('previous') },
      { name: monthWords(now, voice), labels, values: values('effectiveCost') },
    ],
    {
      ...frame,
      ...AXES,
      ...LEGEND,
      ...{ barDir: 'bar', barGapWidthPct: 60, chartColors: [COLOURS.faint, COLOURS.ink] },
    },
  );
  return true;
}
