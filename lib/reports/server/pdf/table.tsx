import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import type { PaperColumn, PaperTable } from '../../paper/table';
import { BODY, COLOURS } from './page';

const styles = StyleSheet.create({
  row: {
    ...{ flexDirection: 'row', alignItems: 'center', gap: 8, paddingVertical: 1.9 },
    ...{ borderBottomWidth: 0.4, borderBottomColor: COLOURS.rule },
  },
  head: { color: COLOURS.quiet, fontSize: 7.5, alignItems: 'flex-end', borderBottomColor: COLOURS.ink },
});

/** What is drawn in a cell: of the row so many from the top. */
export type CellDrawing = (column: PaperColumn, row: number) => ReactNode;

/** A table. Where it runs over pages, no row is broken and its head stands at the top of each. */
export function Table({
  table: { columns, rows },
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
        <View key={row} style={styles.row} wrap={false}>
          {columns.map((column, index) =>
            column.drawing ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells never move
              <View key={index} style={styleOf(column)}>
                {draw?.(column, row)}
              </View>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells never move
              <Text key={index} style={styleOf(column)}>
                {cells[index]}
              </Text>
            ),
          )}
        </View>
      ))}
    </View>
  );
}

const styleOf = ({ align, weight }: PaperColumn) => ({ flex: weight, flexBasis: 0, textAlign: align });
