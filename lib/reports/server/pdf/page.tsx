import path from 'node:path';
import { Document, Font, Page, StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import type { Words } from '../../../board/narrative/narrate';
import type { Locale } from '../../../money/format';

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

Font.registerHyphenationCallback(breaks);

export const COLOURS = {
  ...{ ink: '#1c1c1a', quiet: '#5c5c57', rule: '#d8d8d2', faint: '#b9b9b2' },
  ...{ rise: '#b4690e', fall: '#1f7a54', ahead: '#2f5d8a', band80: '#bcccdf', band95: '#dfe7f0' },
} as const;

/** Of text inside a drawing, which inherits nothing. Points. */
export const SMALL = { fontFamily: 'Noto Sans HK', fontSize: 6.5 } as const;

/**
 * Given to each part rather than to the page: text that knows its page's number is laid out twice, and an inherited line
 * height multiplied each time, until it is gone. A line height without a size beside it is of another size.
 */
export const BODY = { fontSize: 9, lineHeight: 1.45 } as const;

/** Points, of an A4 page. */
const MARGIN = 44;
export const PAGE_WIDTH = 595.28 - 2 * MARGIN;

const styles = StyleSheet.create({
  page: {
    ...{ paddingTop: MARGIN, paddingHorizontal: MARGIN, paddingBottom: 62 },
    ...{ fontFamily: 'Noto Sans HK', fontSize: BODY.fontSize, color: COLOURS.ink },
  },
  foot: {
    ...{ position: 'absolute', left: MARGIN, right: MARGIN, bottom: 24, height: 24, paddingTop: 5 },
    ...{ borderTopWidth: 0.4, borderTopColor: COLOURS.rule, flexDirection: 'row', gap: 12 },
    ...{ fontSize: 6.5, color: COLOURS.quiet },
  },
});

export interface PaperFrame {
  title: string;
  author: string;
  locale: Locale;
  /** ISO instant. */
  madeAt: string;
  /** At the foot of every page, above each other. */
  foot: readonly string[];
  words: Words;
  children: ReactNode;
}

/** A document on A4 with its typeface embedded; each page says at its foot what it is and which of how many. */
export function PaperDocument({ title, author, locale, madeAt, foot, words, children }: PaperFrame) {
  return (
    <Document
      {...{ title, author, language: locale }}
      creationDate={new Date(madeAt)}
      modificationDate={new Date(madeAt)}
    >
      <Page size="A4" style={styles.page}>
        {children}
        <View style={styles.foot} fixed>
          <View style={{ flex: 1, fontSize: 6.5, lineHeight: 1.3 }}>
            {foot.map((line) => (
              <Text key={line}>{line}</Text>
            ))}
          </View>
          <Text
            style={{ width: 90, textAlign: 'right' }}
            render={({ pageNumber, totalPages }) =>
              words('packFiles.page', { page: pageNumber, pages: totalPages })
            }
          />
        </View>
      </Page>
    </Document>
  );
}
