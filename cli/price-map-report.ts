import type { ListDiff, ListDiffRow } from '@/lib/pricing/list-diff';
import { type Rates, TOKEN_CLASSES } from '@/lib/pricing/rates';

const REASONS: Record<string, string> = {
  no_token_price: 'no price per token (pictures, audio, pages…)',
  only_zero: 'only zeros: never read as free',
  says_otherwise: 'another entry of the same model says another price',
  not_a_price: 'a field is no price',
  no_name: 'no usable name',
  not_a_model: 'not a model',
};

/** What an import would do, for a terminal: counts, the changed prices, the unreadable entries by reason. */
export function priceMapReport(diff: ListDiff): string {
  const { counts, book } = diff;
  return [
    `New ${counts.new}, changed ${counts.changed}, unchanged ${counts.unchanged}, repeated ${counts.repeated}, unreadable ${counts.unreadable}.`,
    `In the list before and not in this file: ${counts.missing} (they keep their price).`,
    `Beside what charges now: ${book.same} the same, ${book.differs} another price, ${book.none} priced by no list.`,
    diff.isCharging
      ? 'This list charges where no list before it does: new usage is priced by it from now on.'
      : 'This list does not charge; it is shown for comparison.',
    ...diff.rows.filter((row) => row.state === 'changed').map(changedLine),
    ...diff.unreadable.map(
      ({ reason, count, examples }) =>
        `Unreadable, ${REASONS[reason] ?? reason}: ${count}, e.g. ${examples.slice(0, 3).join(', ')}`,
    ),
  ].join('\n');
}

function changedLine({ label, before, after }: ListDiffRow): string {
  const classes = TOKEN_CLASSES.filter((one) => before?.prices[one] !== after.prices[one]);
  const shown = (rates: Rates | null, one: (typeof classes)[number]) => rates?.prices[one] ?? '–';
  const changes = classes.map((one) => `${one} ${shown(before, one)} → ${shown(after, one)}`);
  return `  ${label}: ${changes.length > 0 ? changes.join(', ') : 'tiers or factors'}`;
}
