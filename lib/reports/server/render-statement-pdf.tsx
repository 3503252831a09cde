import { renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer';
import { packVoice } from '../../board/server/pack-words';
import type { Statement } from '../../chargeback/statement';
import type { Locale } from '../../money/format';
import { paperStatement } from '../statement-document';
import { BODY, COLOURS, PaperDocument } from './pdf/page';
import { Table } from './pdf/table';

const styles = StyleSheet.create({
  title: { fontSize: 10, lineHeight: 1.4, color: COLOURS.quiet, marginBottom: 8 },
  headline: { fontSize: 17, lineHeight: 1.3, marginBottom: 4 },
  state: { ...BODY, color: COLOURS.quiet, marginBottom: 8 },
  part: { ...BODY, marginTop: 14, borderTopWidth: 0.8, borderTopColor: COLOURS.ink, paddingTop: 5 },
  heading: { fontWeight: 500, fontSize: 11, lineHeight: 1.35, marginBottom: 2 },
});

/** A chargeback statement as PDF, in one language. */
export async function renderStatementPdf(statement: Statement, locale: Locale): Promise<Uint8Array> {
  const voice = packVoice(locale);
  const { words } = voice;
  const paper = paperStatement(statement, voice);
  return renderToBuffer(
    <PaperDocument
      {...{ title: paper.title, locale, words, foot: [paper.facts] }}
      author={statement.organisation}
      madeAt={statement.asOf}
    >
      <Text style={styles.title}>{paper.title}</Text>
      <Text style={styles.headline}>{paper.headline}</Text>
      <Text style={styles.state}>{paper.state}</Text>
      {paper.table.rows.length > 0 && <Table table={paper.table} runsOn />}
      <Part title={words('chargeback.rule.section')} lines={paper.rule} />
      <Part title={words('chargeback.paper.basis')} lines={paper.basis} />
    </PaperDocument>,
  );
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <View style={styles.part} wrap={false}>
      <Text style={styles.heading}>{title}</Text>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </View>
  );
}
