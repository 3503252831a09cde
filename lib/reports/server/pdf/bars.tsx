import { Line, Rect, Svg } from '@react-pdf/renderer';
import type { Board } from '../../../board/board';
import { toChartNumber } from '../../../money/format';
import { COLOURS } from './page';

const [WIDTH, HEIGHT] = [120, 13];

/** A department's month above the month before it, on the scale of the largest of all. */
export function SpendBars({ board, row }: { board: Board; row: number }) {
  const department = board.departments[row];
  const size = (value: string | null | undefined) => Math.max(0, toChartNumber(value ?? '0'));
  const most = Math.max(
    ...board.departments.flatMap(({ effectiveCost, previous }) => [
      size(effectiveCost.value),
      size(previous.value),
    ]),
  );
  if (!department || most === 0) return null;
  const width = (value: string | null) => Math.max(0.6, (size(value) / most) * WIDTH);
  const { effectiveCost, previous } = department;
  return (
    <Svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      {effectiveCost.value !== null && (
        <Rect x={0} y={1.5} width={width(effectiveCost.value)} height={6} fill={COLOURS.ink} />
      )}
      {previous.value !== null && (
        <Rect x={0} y={8.5} width={width(previous.value)} height={3} fill={COLOURS.faint} />
      )}
    </Svg>
  );
}

/** How much of a budget is used; the line is its limit. */
export function UsedBar({ board, row }: { board: Board; row: number }) {
  const used = board.budgets.map((budget) => Math.max(0, toChartNumber(budget.used)));
  const most = Math.max(1, ...used);
  const share = used[row] ?? 0;
  const limit = WIDTH / most;
  return (
    <Svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <Rect x={0} y={4} width={limit} height={5} fill="#ecece7" />
      <Rect
        x={0}
        y={4}
        width={Math.max(0.6, (share / most) * WIDTH)}
        height={5}
        fill={share > 1 ? COLOURS.rise : COLOURS.ink}
      />
      <Line x1={limit} x2={limit} y1={1.5} y2={11.5} stroke={COLOURS.ink} strokeWidth={0.7} />
    </Svg>
  );
}
