'use client';

import { RotateCcw } from 'lucide-react';
import { memo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { TableScroll } from '@/components/ui/table-scroll';
import type { WorkloadInput } from '@/lib/calculator/sensitivity-workload';
import { ratioOf } from '@/lib/calculator/tokens-ratio';
import { ratioText } from '../kit/ratio-text';
import { readNumber } from '../kit/read-number';
import type { RiskTexts } from './risk-fields';
import { INPUT_LIMITS, isRange, type RiskRange, withRange } from './risk-ranges';
import { isShare, useRiskText } from './use-risk';

/** The range of every input, to be changed one by one. Folded: most readers keep the percentage. */
export const RangesPanel = memo(function RangesPanel({
  ranges,
  written,
  spread,
  onChange,
}: {
  ranges: readonly RiskRange[];
  /** The ranges set by hand, as in the address. */
  written: string;
  spread: number;
  onChange: (changed: Partial<RiskTexts>) => void;
}) {
  const { t } = useRiskText();
  const own = ranges.filter((range) => range.own).length;
  return (
    <details className="mt-4 border-t border-line pt-2">
      <summary className="cursor-pointer marker:text-ink3">
        <span className="font-medium">{t('ranges.title')}</span>{' '}
        <span className="text-sm text-ink2">{t('ranges.note', { count: own })}</span>
      </summary>
      <p className="mt-2 mb-2 text-ink2">{t('ranges.lead')}</p>
      <TableScroll label={t('ranges.title')}>
        <table className="data-table max-w-[640px]">
          <caption className="sr-only">{t('ranges.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('ranges.input')}</th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('ranges.assumed')}
              </th>
              <th scope="col" data-align="right">
                {t('ranges.low')}
              </th>
              <th scope="col" data-align="right">
                {t('ranges.high')}
              </th>
              <th scope="col">
                <span className="sr-only">{t('ranges.reset', { percent: spread })}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {ranges.map((range) => (
              <RangeRow
                key={`${range.key} ${range.low} ${range.high}`}
                range={range}
                spread={spread}
                onRange={(next) => onChange({ ranges: withRange(written, range.key, next) })}
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
      {own > 0 && (
        <Button size="sm" className="mt-3" onClick={() => onChange({ ranges: '' })}>
          {t('ranges.reset', { percent: spread })}
        </Button>
      )}
    </details>
  );
});

type Ends = { low: number; high: number };

/** As typed: shares in per cent. */
const typed = (key: WorkloadInput, value: number): string => {
  const { n, d } = ratioOf(value);
  return ratioText({ n: isShare(key) ? n * 100n : n, d }, 6).replaceAll(',', '');
};

const ANY = { min: 0, max: 1e13 };

function readEnd(key: WorkloadInput, text: string): number {
  const value = readNumber(text, ANY);
  if (value === null) return Number.NaN;
  return isShare(key) ? Math.round(value * 10_000) / 1_000_000 : value;
}

/** What is typed counts once the field is left or Enter is pressed; until then the figures stay. */
function RangeRow({
  range,
  spread,
  onRange,
}: {
  range: RiskRange;
  spread: number;
  onRange: (range: Ends | null) => void;
}) {
  const { t, input, value } = useRiskText();
  const { key } = range;
  const [texts, setTexts] = useState({ low: typed(key, range.low), high: typed(key, range.high) });
  const ends = { low: readEnd(key, texts.low), high: readEnd(key, texts.high) };
  const valid = isRange(key, ends);
  const changed = ends.low !== range.low || ends.high !== range.high;
  const commit = () => valid && changed && onRange(ends);
  const errorId = `range-${key}-error`;
  return (
    <tr>
      <th scope="row" className="font-normal">
        {input(key)}
        {!valid && (
          <span id={errorId} role="alert" className="block text-xs text-bad">
            <span aria-hidden>▲ </span>
            {t('ranges.wrong', {
              min: value(key, INPUT_LIMITS[key].min),
              max: value(key, INPUT_LIMITS[key].max),
            })}
          </span>
        )}
      </th>
      <td data-align="right" className="text-ink2 max-sm:hidden">
        {value(key, range.assumed)}
      </td>
      {(['low', 'high'] as const).map((end) => (
        <td key={end} data-align="right">
          <span className="inline-flex items-center gap-1">
            <Input
              inputMode="decimal"
              autoComplete="off"
              aria-label={t(`ranges.${end}Of`, { input: input(key) })}
              aria-invalid={!valid || undefined}
              aria-describedby={valid ? undefined : errorId}
              value={texts[end]}
              onChange={(event) => setTexts({ ...texts, [end]: event.target.value })}
              onBlur={commit}
              onKeyDown={(event) => event.key === 'Enter' && commit()}
              className="w-24 text-right"
            />
            <span aria-hidden className="w-3 text-left text-xs text-ink2">
              {isShare(key) && '%'}
            </span>
          </span>
        </td>
      ))}
      <td className="w-9">
        {range.own && (
          <IconButton
            label={t('ranges.resetOne', { input: input(key), percent: spread })}
            onClick={() => onRange(null)}
          >
            <RotateCcw aria-hidden />
          </IconButton>
        )}
      </td>
    </tr>
  );
}
