import { renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer';
import type { Board } from '../../board/board';
import type { Voice } from '../../board/narrative/narrate';
import type { Pack, PackSection } from '../../board/pack';
import { packVoice } from '../../board/server/pack-words';
import type { Locale } from '../../money/format';
import { type PaperSection, paperPack } from '../pack-document';
import { monthsOf, monthWords } from '../paper/figure-text';
import { SpendBars, UsedBar } from './pdf/bars';
import { ForecastFan } from './pdf/fan';
import { BODY, COLOURS, PaperDocument } from './pdf/page';
import { Sparkline } from './pdf/sparkline';
import { type CellDrawing, Table } from './pdf/table';
import { Waterfall } from './pdf/waterfall';

const styles = StyleSheet.create({
  title: { fontSize: 10, lineHeight: 1.4, color: COLOURS.quiet, marginBottom: 8 },
  headline: { fontSize: 19, lineHeight: 1.3, marginBottom: 6 },
  lead: { fontSize: 11, lineHeight: 1.4 },
  section: {
    ...{ marginTop: 14, borderTopWidth: 0.8, borderTopColor: COLOURS.ink, paddingTop: 5 },
    ...BODY,
  },
  heading: { fontWeight: 500, fontSize: 11, lineHeight: 1.35, marginBottom: 2 },
  sentence: { marginBottom: 1 },
  note: { marginTop: 3, fontSize: 7, lineHeight: 1.4, color: COLOURS.quiet },
});

/** A table of so many rows is not broken; a longer one runs on. */
const KEPT_WHOLE = 14;
const ROWS_AHEAD = 5;
/** Points. */
const ROW_HEIGHT = 18;

/** What must be free below a heading for it to stand there: its table's head and first rows. A chart stands alone. */
function roomBelow({ key, tables: [first] }: PaperSection): number {
  if (!first || CHARTED.includes(key)) return 0;
  const rows = first.rows.length > KEPT_WHOLE ? ROWS_AHEAD : first.rows.length;
  return (rows + 1) * ROW_HEIGHT;
}

const CHARTED: readonly PackSection[] = ['bridge', 'forecast'];

/** The PDF of a pack in one language, on A4, with its typeface embedded and its charts drawn. */
export async function renderPackPdf(pack: Pack, locale: Locale): Promise<Uint8Array> {
  const voice = packVoice(locale);
  const { title, facts, digest, sections } = paperPack(pack, voice);
  const [cover, ...others] = sections;
  const [headline, ...lead] = cover?.sentences ?? [];
  return renderToBuffer(
    <PaperDocument
      {...{ title, locale, words: voice.words, foot: [facts, `SHA-256 ${digest}`] }}
      author={pack.board.organisation.name}
      madeAt={pack.meta.madeAt}
    >
      <Text style={styles.title}>{title}</Text>
      <Text style={styles.headline}>{headline}</Text>
      <Text style={styles.lead}>{lead.join(locale === 'en' ? ' ' : '')}</Text>
      {others.map((section) => (
        <Section key={section.key} section={section} board={pack.board} voice={voice} />
      ))}
    </PaperDocument>,
  );
}

interface Printed {
  section: PaperSection;
  board: Board;
  voice: Voice;
}

function Section({ section, board, voice }: Printed) {
  const { key, title, sentences, tables } = section;
  return (
    <>
      <View style={styles.section} wrap={false} minPresenceAhead={roomBelow(section)}>
        <Text style={styles.heading}>{title}</Text>
        {sentences.map((sentence) => (
          <Text key={sentence} style={styles.sentence}>
            {sentence}
          </Text>
        ))}
        {key === 'bridge' && <Waterfall board={board} voice={voice} />}
        {key === 'forecast' && <ForecastFan board={board} voice={voice} />}
      </View>
      {tables.map((table, index) => (
        <Table
          // biome-ignore lint/suspicious/noArrayIndexKey: a section's tables never move
          key={index}
          {...{ table, runsOn: table.rows.length > KEPT_WHOLE, draw: drawerOf(board) }}
        />
      ))}
      <Note section={key} board={board} voice={voice} />
    </>
  );
}

function Note({ section, board, voice }: { section: PackSection; board: Board; voice: Voice }) {
  if (section !== 'departments' || board.departments.length === 0) return null;
  const { now, before } = monthsOf(board);
  const months = { now: monthWords(now, voice), before: monthWords(before, voice) };
  return <Text style={styles.note}>{voice.words('packFiles.bars', months)}</Text>;
}

const drawerOf =
  (board: Board): CellDrawing =>
  ({ drawing }, row) => {
    const metric = board.metrics[row];
    if (drawing === 'trend') return metric ? <Sparkline trend={metric.trend} met={metric.met} /> : null;
    return drawing === 'used' ? <UsedBar {...{ board, row }} /> : <SpendBars {...{ board, row }} />;
  };
