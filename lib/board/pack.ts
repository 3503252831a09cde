import type { Coverage, FxUse } from '../attribution/dto';
import type { Currency } from '../money/currency';
import type { Locale } from '../money/format';
import type { Board } from './board';

/** The sections of the pack, in its order. */
export const PACK_SECTIONS = [
  'cover',
  'metrics',
  'bridge',
  'departments',
  'workflows',
  'budgets',
  'forecast',
  'savings',
  'risks',
  'decisions',
  'appendix',
] as const;
export type PackSection = (typeof PACK_SECTIONS)[number];

export const PACK_LOCALES = ['en', 'zh-HK'] as const satisfies readonly Locale[];

/** Sentences of each section, in each language. */
export type SectionProse = Record<PackSection, string[]>;
export type PackProse = Record<Locale, SectionProse>;

/** What every file of a pack says of itself. */
export interface PackMeta {
  /** As 2026-10. */
  month: string;
  /** 1 is the first pack issued of the month; a later one replaces none. */
  version: number;
  currency: Currency;
  fx: FxUse[];
  coverage: Coverage;
  /** ISO instant. */
  madeAt: string;
  issuedBy: string;
  /** Sections whose words a person changed before it was issued. */
  edited: { locale: Locale; section: PackSection; by: string; at: string }[];
  /** SHA-256 of the content without this field, hexadecimal. */
  digest: string;
}

/** A pack as it was issued: what its files are made of, and nothing else. */
export interface Pack {
  board: Board;
  prose: PackProse;
  meta: PackMeta;
}

export const PACK_FORMATS = ['pdf', 'pptx', 'xlsx', 'csv'] as const;
export type PackFormat = (typeof PACK_FORMATS)[number];
