import type pptxgen from 'pptxgenjs';
import type { PaperColumn, PaperTable } from '../../paper/table';
import { COLOURS, type Frame, PAGE } from './look';

export const ROW_HEIGHT = 0.3;
/** Of a table so short that it can be read from the end of the room. */
const ROOMY = { rows: 10, height: 0.4 };

interface Place extends Omit<Frame, 'h'> {
  /** Nothing else is on the slide beside or below it. */
  alone?: boolean;
}

/** Returns the rows that had no room, the head not counted. */
export function addTable(slide: pptxgen.Slide, table: PaperTable, { x, y, w, alone }: Place): PaperTable {
  const { columns } = table;
  const room = Math.max(1, Math.floor((PAGE.bottom - y) / ROW_HEIGHT + 1e-6) - 1);
  const [shown, rest] = [table.rows.slice(0, room), table.rows.slice(room)];
  const roomy = alone && table.rows.length <= ROOMY.rows;
  const whole = columns.reduce((sum, { weight }) => sum + weight, 0);
  const size = roomy ? 13 : 11;
  if (shown.length > 0)
    slide.addTable(
      [
        columns.map(({ title }, index) => cell(title, columns, index, { size: size - 1, isHead: true })),
        ...shown.map((cells) =>
          cells.map((text, index) => cell(text, columns, index, { size, isHead: false })),
        ),
      ],
      {
        ...{ x, y, w, colW: columns.map(({ weight }) => (w * weight) / whole) },
        rowH: roomy ? ROOMY.height : ROW_HEIGHT,
        valign: 'middle',
      },
    );
  return { columns, rows: rest };
}

const none = { type: 'none' } as const;

/** Hairlines between rows instead of boxes. */
function cell(
  text: string,
  columns: readonly PaperColumn[],
  index: number,
  { size, isHead }: { size: number; isHead: boolean },
): pptxgen.TableCell {
  const line = { type: 'solid', pt: isHead ? 1 : 0.5, color: isHead ? COLOURS.ink : COLOURS.rule } as const;
  const align = columns[index]?.align ?? 'left';
  return {
    text,
    options: {
      ...{ align, color: isHead ? COLOURS.quiet : COLOURS.ink, fontSize: size },
      ...{
        border: [none, none, line, none],
        margin: [0.03, 0.06, 0.03, index > 0 && align === 'left' ? 0.25 : 0.02],
      },
    },
  };
}
