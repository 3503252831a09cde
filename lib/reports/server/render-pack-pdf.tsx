import path from 'node:path';
import { Document, Font, Page, Rect, renderToBuffer, StyleSheet, Svg, Text, View } from '@react-pdf/renderer';
import type { Pack } from '../../board/pack';
import { packVoice } from '../../board/server/pack-words';
import { type Locale, toChartNumber } from '../../money/format';
import { type PaperPack, type PaperSection, paperPack } from '../pack-document';

const FONTS = path.join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans-hk');

Font.register({
  family: 'Noto Sans HK',
  fonts: [
    { src: path.join(FONTS, '400Regular/NotoSansHK_400Regular.ttf'), fontWeight: 400 },
    { src: path.join(FONTS, '500Medium/NotoSansHK_500Medium.ttf'), fontWeight: 500 },
  ],
});

/** Chinese breaks between any two characters, without a hyphen; other words are not broken. */
const breaks = (word: string): string[] =>
  /[\u3000-\u9fff\uff00-\uffef]/.test(word) ? [...word].flatMap((letter) => [letter, '']) : [word];

const styles = StyleSheet.create({
  page: {
    padding: 44,
    paddingBottom: 60,
    fontFamily: 'Noto Sans HK',
    fontSize: 9,
    color: '#1c1c1a',
    lineHeight: 1.45,
  },
  title: { fontSize: 11, color: '#5c5c57', marginBottom: 10 },
  headline: { fontSize: 16, lineHeight: 1.35, marginBottom: 6 },
  section: { marginTop: 16, borderTopWidth: 0.8, borderTopColor: '#1c1c1a', paddingTop: 5 },
  heading: { fontWeight: 500, fontSize: 10, marginBottom: 4 },
  sentence: { marginBottom: 2 },
  row: { flexDirection: 'row', borderBottomWidth: 0.4, borderBottomColor: '#d8d8d2', paddingVertical: 2.5 },
  head: { color: '#5c5c57', fontSize: 8 },
  first: { flex: 2, paddingRight: 8 },
  cell: { flex: 1, textAlign: 'right', paddingLeft: 6 },
  foot: { position: 'absolute', left: 44, right: 44, fontSize: 6.5, lineHeight: 1, color: '#5c5c57' },
});

/** The PDF of a pack in one language, on A4, with its typeface embedded. */
export async function renderPackPdf(pack: Pack, locale: Locale): Promise<Uint8Array> {
  Font.registerHyphenationCallback(breaks);
  return renderToBuffer(
    <PackDocument paper={paperPack(pack, packVoice(locale))} pack={pack} locale={locale} />,
  );
}

function PackDocument({ paper, pack, locale }: { paper: PaperPack; pack: Pack; locale: Locale }) {
  const [cover, ...sections] = paper.sections;
  return (
    <Document
      title={paper.title}
      author={pack.board.organisation.name}
      language={locale}
      creationDate={new Date(pack.meta.madeAt)}
      modificationDate={new Date(pack.meta.madeAt)}
    >
      <Page size="A4" style={styles.page}>
        <Text style={styles.title}>{paper.title}</Text>
        {cover?.sentences.map((sentence) => (
          <Text key={sentence} style={styles.headline}>
            {sentence}
          </Text>
        ))}
        {sections.map((section) => (
          <SectionPart key={section.key} section={section} pack={pack} />
        ))}
        <Text style={[styles.foot, { bottom: 36 }]} fixed>
          {paper.facts}
        </Text>
        <Text
          style={[styles.foot, { bottom: 24 }]}
          fixed
          render={({ pageNumber, totalPages }) => `SHA-256 ${paper.digest} · ${pageNumber} / ${totalPages}`}
        />
      </Page>
    </Document>
  );
}

function SectionPart({
  section: { key, title, sentences, head, rows },
  pack,
}: {
  section: PaperSection;
  pack: Pack;
}) {
  return (
    <View style={styles.section}>
      <View wrap={false}>
        <Text style={styles.heading}>{title}</Text>
        {sentences.map((sentence) => (
          <Text key={sentence} style={styles.sentence}>
            {sentence}
          </Text>
        ))}
        {key === 'bridge' && <Waterfall pack={pack} />}
        {rows.length > 0 && <Row cells={head} isHead />}
      </View>
      {rows.map((cells) => (
        <Row key={cells.join(' ')} cells={cells} />
      ))}
    </View>
  );
}

function Row({ cells, isHead = false }: { cells: readonly string[]; isHead?: boolean }) {
  return (
    <View style={isHead ? [styles.row, styles.head] : styles.row} wrap={false}>
      {cells.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row's cells never move
        <Text key={index} style={index === 0 ? styles.first : styles.cell}>
          {text}
        </Text>
      ))}
    </View>
  );
}

const [WIDTH, HEIGHT] = [507, 90];

/** The bridge as bars, in the order of the table beneath it. */
function Waterfall({ pack }: { pack: Pack }) {
  const { before, after, parts } = pack.board.bridge.total;
  if (before.value === null || after.value === null || parts === null) return null;
  const moving = parts.filter(({ amount }) => /[1-9]/.test(amount));
  const bars = [{ from: 0, to: toChartNumber(before.value), tone: '#383835' }];
  let run = toChartNumber(before.value);
  for (const { amount } of moving) {
    const to = run + toChartNumber(amount);
    bars.push({ from: run, to, tone: to > run ? '#c97b1a' : '#1f7a54' });
    run = to;
  }
  bars.push({ from: 0, to: toChartNumber(after.value), tone: '#383835' });
  const high = Math.max(...bars.flatMap(({ from, to }) => [from, to]), 1e-12);
  const y = (value: number) => HEIGHT - (Math.max(value, 0) / high) * HEIGHT;
  const step = WIDTH / bars.length;
  return (
    <Svg width={WIDTH} height={HEIGHT} style={{ marginVertical: 6 }}>
      {bars.map(({ from, to, tone }, index) => (
        <Rect
          // biome-ignore lint/suspicious/noArrayIndexKey: bars never move
          key={index}
          x={index * step + 4}
          y={y(Math.max(from, to))}
          width={step - 8}
          height={Math.max(Math.abs(y(from) - y(to)), 0.6)}
          fill={tone}
        />
      ))}
    </Svg>
  );
}
