import type { ServiceTier, TokenClass } from '../pricing/rates';
import { TOKEN_CLASSES } from '../pricing/rates';
import { type Bridge, bridgeOf } from './bridge';
import type { DriverCell, DriverPeriod, Ratio } from './cell';
import { cellOfUsage, type VersionSums } from './cell-of-usage';

/** A row of the rollups: one member, model, service tier and price version; null: no price. */
export interface UsageRow extends Omit<VersionSums, 'amount' | 'rates'> {
  member: string | null;
  model: string;
  serviceTier: ServiceTier;
  version: { rates: VersionSums['rates'] } | null;
  /** Null: some of its days have no exchange rate. */
  amount: bigint | null;
}

export interface UnpricedSums {
  requests: bigint;
  quantity: bigint;
}

/** What happened to one member. `bridge` is null where an exchange rate is missing. */
export interface MemberChange {
  member: string | null;
  bridge: Bridge | null;
  requests: { before: bigint; after: bigint };
  unpriced: { before: UnpricedSums; after: UnpricedSums };
}

/** The members of two periods with their bridges: largest change first, then by name; those without a bridge last. */
export function membersOf(before: readonly UsageRow[], after: readonly UsageRow[]): MemberChange[] {
  const [earlier, later] = [byMember(before), byMember(after)];
  const rates = { before: averageRate(before), after: averageRate(after) };
  const changes = [...new Set([...earlier.keys(), ...later.keys()])].map((member): MemberChange => {
    const [was, is] = [earlier.get(member) ?? [], later.get(member) ?? []];
    const [from, to] = [periodOf(was, rates.before), periodOf(is, rates.after)];
    return {
      member,
      bridge: from && to && bridgeOf(from, to),
      requests: { before: requestsOf(was), after: requestsOf(is) },
      unpriced: { before: unpricedOf(was), after: unpricedOf(is) },
    };
  });
  return changes.sort((a, b) => byChange(a, b) || ((a.member ?? '') < (b.member ?? '') ? -1 : 1));
}

function byMember(rows: readonly UsageRow[]): Map<string | null, UsageRow[]> {
  const members = new Map<string | null, UsageRow[]>();
  for (const row of rows) {
    const list = members.get(row.member);
    if (list) list.push(row);
    else members.set(row.member, [row]);
  }
  return members;
}

function periodOf(rows: readonly UsageRow[], fx: Ratio | null): DriverPeriod | null {
  const cells = new Map<string, { row: UsageRow; versions: VersionSums[] }>();
  for (const row of rows) {
    if (!row.version) continue;
    if (row.amount === null) return null;
    const key = JSON.stringify([row.model, row.serviceTier]);
    const cell = cells.get(key) ?? { row, versions: [] };
    cell.versions.push({ ...row, amount: row.amount, rates: row.version.rates });
    cells.set(key, cell);
  }
  return {
    cells: [...cells.values()].map(
      ({ row, versions }): DriverCell => cellOfUsage(row.model, row.serviceTier, versions),
    ),
    unpricedRequests: unpricedOf(rows).requests,
    fx,
  };
}

/** Of everything read: what a member without cost in a period takes as that period's exchange rate. */
function averageRate(rows: readonly UsageRow[]): Ratio | null {
  let [n, d] = [0n, 0n];
  for (const { amount, effectiveCost } of rows) {
    if (amount === null) continue;
    n += amount;
    d += effectiveCost;
  }
  return d > 0n ? { n, d } : null;
}

const requestsOf = (rows: readonly UsageRow[]): bigint => rows.reduce((sum, row) => sum + row.requests, 0n);

const quantityOf = (quantities: Record<TokenClass, bigint>): bigint =>
  TOKEN_CLASSES.reduce((sum, tokenClass) => sum + quantities[tokenClass], 0n);

function unpricedOf(rows: readonly UsageRow[]): UnpricedSums {
  const unpriced = rows.filter((row) => row.version === null);
  return {
    requests: requestsOf(unpriced),
    quantity: unpriced.reduce((sum, row) => sum + quantityOf(row.quantities), 0n),
  };
}

function byChange(a: MemberChange, b: MemberChange): number {
  const [left, right] = [sizeOf(a), sizeOf(b)];
  return left === right ? 0 : left > right ? -1 : 1;
}

function sizeOf({ bridge }: MemberChange): bigint {
  if (!bridge) return -1n;
  return bridge.change < 0n ? -bridge.change : bridge.change;
}
