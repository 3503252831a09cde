import type { ActionResult } from '@/lib/action-result';
import type { PackSection } from '@/lib/board/pack';
import type { PackSchedule } from '@/lib/board/pack-schedule';
import type { Currency } from '@/lib/money/currency';
import type { Locale } from '@/lib/money/format';

export interface TextPlace {
  month: string;
  section: PackSection;
  locale: Locale;
}

type Done = Promise<ActionResult<unknown>>;

/** The server actions of the pages of packs, handed to their components. */
export interface PackActions {
  edit: (input: TextPlace & { sentences: string[] }) => Done;
  reset: (input: TextPlace) => Done;
  issue: (input: { month: string; currency: Currency }) => Promise<ActionResult<{ version: number }>>;
  addRecipient: (input: { email: string; locale: Locale }) => Done;
  setSchedule: (input: { schedule: PackSchedule | null }) => Done;
  removeRecipient: (input: { id: string }) => Done;
}
