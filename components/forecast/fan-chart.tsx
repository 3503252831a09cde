import { placeLabels } from '@/components/charts/place-labels';
import { axisNumber } from '@/components/charts/series';
import { cn } from '@/components/ui/cn';
import { writeDay } from '@/lib/time/write';
import { FAN_HEIGHT, FAN_WIDTH, type FanModel } from './fan-model';

interface FanChartProps {
  model: FanModel;
  /** Written before axis numbers, e.g. `HK$`. */
  unit: string;
  locale: string;
  /** Says what is drawn and where its table is. */
  label: string;
  names: { today: string; expected: string; p80: string; p95: string; envelope: string };
}

const LINE = 16;

/** History by day, what is expected, and the two intervals, each named on its line. Drawn on the server. */
export function FanChart({ model, unit, locale, label, names }: FanChartProps) {
  const { ends } = model;
  const labels = [
    { id: 'p95', text: names.p95, y: ends.high95, className: 'text-ink2' },
    { id: 'p80', text: names.p80, y: ends.high80, className: 'text-ink2' },
    { id: 'expected', text: names.expected, y: ends.expected, className: 'font-medium text-c3' },
    ...(model.envelope === null
      ? []
      : [{ id: 'envelope', text: names.envelope, y: model.envelope, className: 'text-warn' }]),
  ].sort((a, b) => a.y - b.y);
  const placed = placeLabels(
    labels.map(({ y }) => y),
    LINE,
    LINE / 2,
    FAN_HEIGHT - LINE / 2,
  );
  return (
    <div role="img" aria-label={label}>
      <div
        className="grid grid-cols-[52px_minmax(0,1fr)] sm:grid-cols-[52px_minmax(0,1fr)_190px]"
        aria-hidden
      >
        <div className="relative text-[11.5px] text-ink2" style={{ height: FAN_HEIGHT }}>
          {model.ticks.map(({ value, y }) => (
            <span key={value} className="absolute right-2 -translate-y-1/2" style={{ top: y }}>
              {unit}
              {axisNumber(value)}
            </span>
          ))}
        </div>
        <div className="relative" style={{ height: FAN_HEIGHT }}>
          <Drawing model={model} />
          <span
            className="absolute -top-1 -translate-x-full whitespace-nowrap pr-1.5 text-[11.5px] text-ink3"
            style={{ left: `${(model.today / FAN_WIDTH) * 100}%` }}
          >
            {names.today}
          </span>
        </div>
        <div className="relative max-sm:hidden" style={{ height: FAN_HEIGHT }}>
          {labels.map(({ id, text, className }, index) => (
            <span
              key={id}
              className={cn('absolute left-2 -translate-y-1/2 whitespace-nowrap text-[11.5px]', className)}
              style={{ top: placed[index] }}
            >
              {text}
            </span>
          ))}
        </div>
        <div />
        <div className="relative h-6 text-[11.5px] text-ink2">
          {model.days.map(({ day, x }, index) => (
            <span
              key={day}
              className={cn(
                'absolute top-1 -translate-x-1/2 whitespace-nowrap',
                index % 2 === 1 && 'max-sm:hidden',
              )}
              style={{ left: `${(x / FAN_WIDTH) * 100}%` }}
            >
              {writeDay(day, 'shortMonth', locale)}
            </span>
          ))}
        </div>
      </div>
      <ul className="mt-2 grid gap-1 text-xs sm:hidden" aria-hidden>
        {labels.map(({ id, text, className }) => (
          <li key={id} className={className}>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Drawing({ model }: { model: FanModel }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${FAN_WIDTH} ${FAN_HEIGHT}`}
      preserveAspectRatio="none"
      className="size-full overflow-visible [&_*]:[vector-effect:non-scaling-stroke]"
    >
      {model.ticks.map(({ value, y }) => (
        <line
          key={value}
          x1={0}
          x2={FAN_WIDTH}
          y1={y}
          y2={y}
          stroke={value === 0 ? 'var(--line-strong)' : 'var(--line)'}
        />
      ))}
      <path d={model.band95} fill="var(--c3)" fillOpacity={0.12} />
      <path d={model.band80} fill="var(--c3)" fillOpacity={0.2} />
      {model.envelope !== null && (
        <line
          x1={0}
          x2={FAN_WIDTH}
          y1={model.envelope}
          y2={model.envelope}
          stroke="var(--warn)"
          strokeDasharray="6 3"
        />
      )}
      <line
        x1={model.today}
        x2={model.today}
        y1={0}
        y2={FAN_HEIGHT}
        stroke="var(--line-strong)"
        strokeDasharray="2 3"
      />
      <path d={model.history} fill="none" stroke="var(--ink)" strokeWidth={1.5} />
      <path d={model.expected} fill="none" stroke="var(--c3)" strokeWidth={1.75} strokeDasharray="5 3" />
    </svg>
  );
}
