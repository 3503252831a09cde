import type { Voice } from '../../../board/narrative/narrate';
import type { Pack } from '../../../board/pack';

/** Hexadecimal, as slides want them. */
export const COLOURS = {
  ...{ ink: '1C1C1A', quiet: '5C5C57', rule: 'D8D8D2', faint: 'B9B9B2', rise: 'B4690E', fall: '1F7A54' },
  ...{ ahead: '2F5D8A', band80: '7E9DC0', band95: 'B9CADF' },
} as const;

/** Inches, of a 13.33 × 7.5 slide. */
export const PAGE = { left: 0.6, width: 12.13, top: 1.2, bottom: 6.8 } as const;

/** Where something stands on a slide, in inches. */
export interface Frame {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** What a chart is made of. */
export interface Charted {
  pack: Pack;
  voice: Voice;
  frame: Frame;
}

const label = { color: COLOURS.quiet, size: 10 };

export const AXES = {
  ...{ catAxisLabelFontSize: label.size, valAxisLabelFontSize: label.size },
  ...{ catAxisLabelColor: label.color, valAxisLabelColor: label.color },
  ...{ valGridLine: { color: COLOURS.rule, size: 0.5 }, catGridLine: { style: 'none' as const } },
  ...{ valAxisLabelFormatCode: '#,##0', valAxisLineShow: false, showLegend: false },
};

export const LEGEND = {
  ...{ showLegend: true, legendPos: 'b' as const, legendFontSize: 10, legendColor: COLOURS.quiet },
};
