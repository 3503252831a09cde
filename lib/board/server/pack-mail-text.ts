import type { Locale } from '../../money/format';
import { writeDay } from '../../time/write';
import { firstDayOf } from '../month';
import type { Pack } from '../pack';
import { packVoice } from './pack-words';

interface Told {
  locale: Locale;
  organisation: string;
  /** Of the pack's page in the console. */
  address: string;
}

/** The mail that a pack comes with: its first section, where to find it, and its digest. */
export function packMailText({ prose, meta }: Pack, { locale, organisation, address }: Told) {
  const { words } = packVoice(locale);
  const month = writeDay(firstDayOf(meta.month), 'month', locale);
  const subject = words('boardProse.mail.subject', { month, organisation, version: meta.version });
  const paragraphs = [
    prose[locale].cover.join(locale === 'en' ? ' ' : ''),
    words('boardProse.mail.issued', { by: meta.issuedBy, address }),
    words('boardProse.mail.digest', { digest: meta.digest }),
  ];
  const html = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n');
  return { subject, text: paragraphs.join('\n\n'), html: `<div lang="${locale}">${html}</div>` };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
