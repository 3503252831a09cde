import { placeLabels } from './place-labels';
import { labelBucket, type Series, stackMiddles, type Tick } from './series';

const LINE = 15;

interface SeriesLabelsProps {
  ticks: Tick[];
  series: Series[];
  stacked: boolean;
  /** Value at the top of the axis. */
  top: number;
  /** Pixels of the plot, and its distance from the top. */
  height: number;
  offset: number;
  width: number;
  active: string | null;
}

const heightsOf = (series: readonly Series[], buckets: number): number[] =>
  Array.from({ length: buckets }, (_, at) => series.reduce((sum, one) => sum + (one.values[at] ?? 0), 0));

/** Names at the right end of what they name, moved apart where they would touch. */
export function SeriesLabels({
  ticks,
  series,
  stacked,
  top,
  height,
  offset,
  width,
  active,
}: SeriesLabelsProps) {
  const at = labelBucket(ticks, stacked ? heightsOf(series, ticks.length) : []);
  const middles = stacked ? stackMiddles(series, at) : series.map((one) => one.values[at] ?? 0);
  const wanted = series
    .map((one, index) => ({ one, y: height - ((middles[index] ?? 0) / top) * height }))
    .sort((a, b) => a.y - b.y);
  const placed = placeLabels(
    wanted.map(({ y }) => y),
    LINE,
    LINE / 2,
    height - LINE / 2,
  );
  return (
    <div aria-hidden className="pointer-events-none absolute right-0" style={{ top: offset, width, height }}>
      {wanted.map(({ one }, index) => (
        <p
          key={one.id}
          className={`absolute inset-x-0 flex items-center gap-1.5 text-[11.5px] leading-[15px] transition-opacity ${
            active !== null && active !== one.id ? 'opacity-35' : ''
          }`}
          style={{ top: (placed[index] ?? 0) - LINE / 2 }}
        >
          <span className="h-2.5 w-[3px] shrink-0 rounded-[1px]" style={{ background: one.colour }} />
          <span className="truncate text-ink">{one.name}</span>
        </p>
      ))}
    </div>
  );
}
