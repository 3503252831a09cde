import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { monthOfDay } from '../../board/month';
import { moneyOf, moneyToString } from '../../money/money';
import { dayOf } from '../../time/period';
import type { EffectPart, RepricingPreview } from '../repricing';
import type { Repriced } from './repricing-events';

interface Sum {
  events: number;
  before: bigint;
  after: bigint;
}

/**
 * Adds up what re-pricing does, by month, team and model. Events of closed months are counted apart: they keep their
 * charge.
 */
export interface RepricingEffect {
  /** Adds a batch, and gives those of it that lie in open months: what is to be charged again. */
  add(batch: { changed: readonly Repriced[]; stillUnpriced: number }): Repriced[];
  events(): number;
  change(): bigint;
  toPreview(db: Queryable): Promise<RepricingPreview>;
}

const HOUR = 3_600_000;

export function createRepricingEffect(timeZone: string, closed: ReadonlySet<string>): RepricingEffect {
  const monthByHour = new Map<number, string>();
  const months = new Map<string, Sum>();
  const teams = new Map<string, Sum>();
  const models = new Map<string, Sum>();
  const open: Sum = nothing();
  const leftAlone: Sum = nothing();
  const more = { requests: 0n, tokens: 0n, stillUnpriced: 0 };

  /** Zones are whole hours from UTC, so an hour lies in one month. */
  function monthOf(occurredAt: string): string {
    const at = new Date(occurredAt);
    const hour = Math.floor(at.getTime() / HOUR);
    const known = monthByHour.get(hour) ?? monthOfDay(dayOf(at, timeZone));
    monthByHour.set(hour, known);
    return known;
  }

  return {
    add({ changed, stillUnpriced }) {
      more.stillUnpriced += stillUnpriced;
      return changed.filter((event) => {
        const month = monthOf(event.occurredAt);
        count(months, month, event);
        if (closed.has(month)) {
          addTo(leftAlone, event);
          return false;
        }
        addTo(open, event);
        count(teams, event.attributionId, event);
        count(models, event.modelId.toString(), event);
        more.requests += event.requests;
        more.tokens += event.tokens;
        return true;
      });
    },
    events: () => open.events,
    change: () => open.after - open.before,
    async toPreview(db) {
      return {
        ...toPart(open),
        requests: more.requests.toString(),
        tokens: more.tokens.toString(),
        stillUnpriced: String(more.stillUnpriced),
        closed: toPart(leftAlone),
        months: [...months]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([month, sum]) => ({ month, closed: closed.has(month), ...toPart(sum) })),
        teams: await named(db, teams, TEAM_NAMES),
        models: await named(db, models, MODEL_NAMES),
      };
    },
  };
}

const nothing = (): Sum => ({ events: 0, before: 0n, after: 0n });

function addTo(sum: Sum, event: Repriced): void {
  sum.events += 1;
  sum.before += event.before;
  sum.after += event.effectiveCost;
}

function count(sums: Map<string, Sum>, key: string, event: Repriced): void {
  const sum = sums.get(key) ?? nothing();
  sums.set(key, sum);
  addTo(sum, event);
}

const toPart = ({ events, before, after }: Sum): EffectPart => ({
  events: String(events),
  before: moneyToString(moneyOf(before)),
  after: moneyToString(moneyOf(after)),
  change: moneyToString(moneyOf(after - before)),
});

const TEAM_NAMES = (ids: string) => sql`
  select a.id::text as id, t.id::text as subject, t.name as label
  from attributions a join teams t on t.id = a.team_id where a.id = any(${ids}::bigint[])`;
const MODEL_NAMES = (ids: string) => sql`
  select m.id::text as id, m.id::text as subject, p.key || '/' || m.key as label
  from models m join providers p on p.id = m.provider_id where m.id = any(${ids}::bigint[])`;

/** Sums by what an id stands for, the largest change first. */
async function named(db: Queryable, sums: ReadonlyMap<string, Sum>, names: typeof TEAM_NAMES) {
  if (sums.size === 0) return [];
  const rows = await db.execute<{ id: string; subject: string; label: string }>(
    names(`{${[...sums.keys()].join(',')}}`),
  );
  const bySubject = new Map<string, { label: string; sum: Sum }>();
  for (const { id, subject, label } of rows) {
    const sum = sums.get(id) ?? nothing();
    const entry = bySubject.get(subject) ?? { label, sum: nothing() };
    bySubject.set(subject, entry);
    entry.sum.events += sum.events;
    entry.sum.before += sum.before;
    entry.sum.after += sum.after;
  }
  const size = ({ before, after }: Sum) => (after > before ? after - before : before - after);
  return [...bySubject]
    .sort(([, a], [, b]) =>
      size(b.sum) > size(a.sum) ? 1 : size(b.sum) < size(a.sum) ? -1 : a.label < b.label ? -1 : 1,
    )
    .map(([id, { label, sum }]) => ({ id, label, ...toPart(sum) }));
}
