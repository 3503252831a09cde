import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import type { PaperColumn, PaperTable, RowTone } from '../../paper/table';
import { BODY, COLOURS } from './page';

const styles = StyleSheet.create({
  row: {
    ...{ flexDirection: 'row', alignItems: 'center', gap: 8, paddingVertical: 1.9 },
    ...{ borderBottomWidth: 0.4, borderBottomColor: COLOURS.rule },
  },
  strong: { fontWeight: 500 },
  beneath: { color: COLOURS.quiet },
  total: { fontWeight: 500, borderTopWidth: 0.8, borderTopColor: COLOURS.ink },
  indent: { paddingLeft: 10 },
  head: { color: COLOURS.quiet, fontSize: 7.5, alignItems: 'flex-end', borderBottomColor: COLOURS.ink },
});

/** What is drawn in a cell: of the row so many from the top. */
export type CellDrawing = (column: PaperColumn, row: number) => ReactNode;

/** A table. Where it runs over pages, no row is broken and its head stands at the top of each. */
export function Table({
  table: { columns, rows, tones },
  runsOn,
  draw,
}: {
  table: PaperTable;
  runsOn: boolean;
  draw?: CellDrawing;
}) {
  return (
    <View style={{ marginTop: 4, ...BODY }} wrap={runsOn}>
      <View style={[styles.row, styles.head]} fixed={runsOn} wrap={false}>
        {columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
          <Text key={index} style={styleOf(column)}>
            {column.title}
          </Text>
        ))}
      </View>
      {rows.map((cells, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
        <View key={row} style={[styles.row, toneOf(tones?.[row])]} wrap={false}>
          {columns.map((column, index) => (
            <Cell
              // biome-ignore lint/suspicious/noArrayIndexKey: cells never move
              key={index}
              column={column}
              isIndented={index === 0 && tones?.[row] === 'beneath'}
            >
              {column.drawing ? draw?.(column, row) : cells[index]}
            </Cell>
          ))}
        </View>
      ))}
    </View>
  );
}

function Cell({
  column,
  isIndented,
  children,
}: {
  column: PaperColumn;
  isIndented: boolean;
  children: ReactNode;
}) {
  if (column.drawing) return <View style={styleOf(column)}>{children}</View>;
  if (!isIndented) return <Text style={styleOf(column)}>{children}</Text>;
  // Around it: a padding of its own would make the column wider.
  return (
    <View style={styleOf(column)}>
      <Text style={styles.indent}>{children}</Text>
    </View>
  );
}

const toneOf = (tone: RowTone | undefined) => (tone ? styles[tone] : {});

const styleOf = ({ align, weight }: PaperColumn) => ({ flex: weight, flexBasis: 0, textAlign: align });
