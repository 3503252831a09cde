import { Line, Rect, Svg, Text, View } from '@react-pdf/renderer';
import { scaled, scaleFor } from '../../../board/amount-scale';
import type { Board } from '../../../board/board';
import { type Bar, barsOf, extentOf } from '../../../board/bridge-bars';
import type { Voice } from '../../../board/narrative/narrate';
import { currencySymbol } from '../../../money/format';
import { monthsOf, monthWords } from '../../paper/figure-text';
import { COLOURS, PAGE_WIDTH, SMALL } from './page';

const [HEIGHT, TOP] = [94, 12];

/** The bridge as bars from nothing, each with its amount above and its name below. */
export function Waterfall({ board, voice }: { board: Board; voice: Voice }) {
  const { before, after, parts } = board.bridge.total;
  if (before.value === null || after.value === null || parts === null) return null;
  const bars = barsOf(before.value, parts, after.value);
  const scale = scaleFor(bars.map(({ amount }) => amount));
  const { low, high } = extentOf(bars);
  const y = (value: number) => HEIGHT - 1 - ((value - low) / (high - low)) * (HEIGHT - TOP - 1);
  const slot = PAGE_WIDTH / bars.length;
  const width = Math.min(44, slot * 0.7);
  const months = monthsOf(board);
  const nameOf = ({ key }: Bar) => {
    if (key === 'before' || key === 'after')
      return monthWords(months[key === 'before' ? 'before' : 'now'], voice);
    return voice.words(`board.parts.${key}`);
  };
  return (
    <View style={{ marginTop: 6, ...SMALL, lineHeight: 1.25, color: COLOURS.quiet }} wrap={false}>
      <Text>{voice.words(`board.scales.${scale}`, { currency: currencySymbol(board.currency) })}</Text>
      <Svg width={PAGE_WIDTH} height={HEIGHT} viewBox={`0 0 ${PAGE_WIDTH} ${HEIGHT}`}>
        {bars.map((bar, index) => {
          const x = index * slot + (slot - width) / 2;
          const top = Math.min(y(bar.from), y(bar.to));
          return (
            <Rect
              key={bar.key}
              {...{ x, y: top, width, fill: fillOf(bar) }}
              height={Math.max(0.8, Math.abs(y(bar.from) - y(bar.to)))}
            />
          );
        })}
        {bars.slice(0, -1).map((bar, index) => (
          <Line
            key={bar.key}
            x1={index * slot + (slot + width) / 2}
            x2={(index + 1) * slot + (slot - width) / 2}
            {...{ y1: y(bar.to), y2: y(bar.to), stroke: COLOURS.faint, strokeWidth: 0.5 }}
          />
        ))}
        {bars.map((bar, index) => (
          <Text
            key={bar.key}
            x={index * slot + slot / 2}
            y={Math.min(y(bar.from), y(bar.to)) - 3}
            style={SMALL}
            fill={COLOURS.ink}
            textAnchor="middle"
          >
            {scaled(bar.amount, scale, !isTotal(bar))}
          </Text>
        ))}
        <Line x1={0} x2={PAGE_WIDTH} y1={y(0)} y2={y(0)} stroke={COLOURS.ink} strokeWidth={0.5} />
      </Svg>
      <View style={{ flexDirection: 'row', marginTop: 3 }}>
        {bars.map((bar) => (
          <Text key={bar.key} style={{ width: slot, textAlign: 'center', paddingHorizontal: 1 }}>
            {nameOf(bar)}
          </Text>
        ))}
      </View>
    </View>
  );
}

const isTotal = ({ key }: Bar): boolean => key === 'before' || key === 'after';
const fillOf = (bar: Bar): string =>
  isTotal(bar) ? COLOURS.ink : bar.to > bar.from ? COLOURS.rise : COLOURS.fall;
