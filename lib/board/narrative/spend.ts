import { formatShareOf, toUnits } from '../../attribution/figure';
import type { PartDto } from '../../drivers/dto';
import type { Board, BoardDepartment } from '../board';
import { count, direction, money, month, type Phrase, phrase, share, text } from './phrase';

const PLACES = 22;
const units = (value: string): bigint => toUnits(value, PLACES);
const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** What was spent, what an outcome came to, and whether the budgets held. */
export function coverPhrases(board: Board): Phrase[] {
  return [spendPhrase(board), ...outcomePhrases(board), ...budgetsHeld(board)];
}

function spendPhrase({ spend, month: when, state }: Board): Phrase {
  const { amount, change, changeShare } = spend;
  const facts = { month: month(when) };
  if (amount.value === null)
    return phrase('spend.unknown', { ...facts, why: { kind: 'gap', value: amount.reason ?? 'no_fx_rate' } });
  const known = { ...facts, total: money(amount.value) };
  const key = state === 'running' ? 'soFar' : 'spend';
  if (change.value === null || changeShare === null) return phrase(`${key}.first`, known);
  return phrase(`${key}.${said(changeShare)}`, { ...known, percent: share(changeShare) });
}

/** A change that rounds to nothing is none. */
const said = (changeShare: string) =>
  formatShareOf(changeShare, 1) === '0 %' ? 'held' : direction(changeShare);

function outcomePhrases({ metrics }: Board): Phrase[] {
  const metric = metrics.find(({ key }) => key === 'cost_per_outcome');
  if (!metric || metric.value === null) return [];
  const facts = { each: money(metric.value) };
  const { value } = metric.previous;
  return [
    value === null
      ? phrase('outcome.alone', facts)
      : phrase('outcome.before', { ...facts, before: money(value) }),
  ];
}

function budgetsHeld({ budgets }: Board): Phrase[] {
  if (budgets.length === 0) return [];
  const held = budgets.filter(({ state }) => state !== 'exceeded' && state !== 'blocked').length;
  return [phrase('budgets.held', { held: count(held), total: count(budgets.length) })];
}

/** The change, its largest parts, and what has no price. */
export function bridgePhrases({ bridge, state }: Board): Phrase[] {
  const { before, after, change, parts, unpriced } = bridge.total;
  if (before.value === null || after.value === null || change.value === null)
    return [phrase('bridge.unknown')];
  const from = month(bridge.before.from.slice(0, 7));
  const whole = phrase(`${state === 'running' ? 'bridgeSoFar' : 'bridge'}.${direction(change.value)}`, {
    amount: money(change.value),
    from,
    before: money(before.value),
    after: money(after.value),
  });
  const { tokens } = unpriced.after;
  return [
    whole,
    ...largest(parts ?? [], tokens === '0' ? 2 : 1).map((part) =>
      phrase(part.amount.startsWith('-') ? 'bridge.tookBack' : 'bridge.added', {
        part: { kind: 'part', value: part.part },
        amount: money(part.amount),
      }),
    ),
    ...(tokens === '0' ? [] : [phrase('bridge.unpriced', { tokens: count(tokens) })]),
  ];
}

/** The largest, either way. */
const largest = (parts: readonly PartDto[], most: number): PartDto[] =>
  parts
    .filter(({ amount }) => units(amount) !== 0n)
    .sort((a, b) => (size(units(a.amount)) > size(units(b.amount)) ? -1 : 1))
    .slice(0, most);

/** The largest department, the one that grew most, and what belongs to none. */
export function departmentPhrases({ departments }: Board): Phrase[] {
  const known = departments.flatMap((row) => {
    const { effectiveCost, share: part } = row;
    return effectiveCost.value === null || part === null
      ? []
      : [{ ...row, amount: effectiveCost.value, part }];
  });
  const [first] = known
    .filter(({ key }) => key !== null)
    .sort((a, b) => (units(a.amount) > units(b.amount) ? -1 : 1));
  if (!first) return [phrase('departments.none')];
  const none = known.find(({ key, amount }) => key === null && units(amount) > 0n);
  return [
    phrase('departments.largest', {
      name: text(first.name ?? ''),
      amount: money(first.amount),
      share: share(first.part),
    }),
    ...grewMost(departments),
    ...(none ? [phrase('departments.unowned', { amount: money(none.amount), share: share(none.part) })] : []),
  ];
}

function grewMost(departments: readonly BoardDepartment[]): Phrase[] {
  const grown = departments.flatMap(({ key, name, effectiveCost, previous }) => {
    if (key === null || effectiveCost.value === null || previous.value === null) return [];
    const by = units(effectiveCost.value) - units(previous.value);
    return by > 0n ? [{ name: name ?? '', now: effectiveCost.value, before: previous.value, by }] : [];
  });
  const [most] = grown.sort((a, b) => (a.by > b.by ? -1 : 1));
  if (!most) return [];
  const facts = { name: text(most.name), before: money(most.before), now: money(most.now) };
  return [phrase('departments.grew', facts)];
}
