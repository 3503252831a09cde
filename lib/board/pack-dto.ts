import type { Currency } from '../money/currency';
import type { Locale } from '../money/format';
import type { Board } from './board';
import type { PackFormat, PackMeta, PackProse } from './pack';

/** The pack of a month before it is issued. */
export interface PackDraft {
  board: Board;
  /** What the figures say, and what goes out: the same where nobody changed it. */
  written: PackProse;
  prose: PackProse;
  edited: PackMeta['edited'];
  /** The version it would be issued as. */
  nextVersion: number;
}

export interface IssuedPack {
  id: string;
  /** As 2026-10. */
  month: string;
  version: number;
  currency: Currency;
  digest: string;
  issuedBy: string;
  issuedAt: string;
  edits: number;
  files: { format: PackFormat; locale: Locale; bytes: number; digest: string }[];
  /** Of the list as it was when the pack was issued. */
  mails: { sent: number; waiting: number; failed: number };
}

export interface PackRecipient {
  id: string;
  email: string;
  locale: Locale;
  addedBy: string;
  addedAt: string;
}

/** Files are named by what is in them: `board-2026-10-v2-en.pdf`. */
export const packFileName = (month: string, version: number, locale: Locale, format: PackFormat): string =>
  `board-${month}-v${version}-${locale}.${format}`;

export const PACK_TYPES: Record<PackFormat, string> = {
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};
