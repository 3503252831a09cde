import type { Rates } from './rates';

export interface DatedRates {
  from: Date | null;
  to: Date | null;
  rates: Rates;
}

export interface StoredVersion extends DatedRates {
  id: bigint;
}

export interface VersionPlan<T extends DatedRates> {
  /** Stored versions that end earlier than they did. */
  close: { id: bigint; to: Date }[];
  /** Stored versions that start after the change: they price nothing from now on. */
  supersede: bigint[];
  insert: T[];
}

const startMs = (version: DatedRates): number => version.from?.getTime() ?? Number.NEGATIVE_INFINITY;
const endMs = (version: DatedRates): number => version.to?.getTime() ?? Number.POSITIVE_INFINITY;

/** JSON with sorted keys: jsonb does not keep the order. */
export function ratesKey(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * How the stored history of one model in one list becomes what the list says now, without rewriting the past.
 * The change counts from the first difference: from the date the list gives for it, or from `now` where it
 * gives none. What was stored before that stays; the version in force then is closed at it.
 */
export function planVersions<T extends DatedRates>(
  stored: readonly StoredVersion[],
  listed: readonly T[],
  now: Date,
): VersionPlan<T> {
  if (stored.length === 0) return { close: [], supersede: [], insert: [...listed] };
  const cut = firstDifference(stored, listed, now);
  if (cut === null) return { close: [], supersede: [], insert: [] };
  const cutMs = cut.getTime();
  return {
    close: stored
      .filter((version) => startMs(version) < cutMs && endMs(version) > cutMs)
      .map(({ id }) => ({ id, to: cut })),
    supersede: stored.filter((version) => startMs(version) >= cutMs).map(({ id }) => id),
    insert: listed
      .filter((version) => endMs(version) > cutMs)
      .map((version) => (startMs(version) < cutMs ? { ...version, from: cut } : version)),
  };
}

function firstDifference(
  stored: readonly DatedRates[],
  listed: readonly DatedRates[],
  now: Date,
): Date | null {
  const bounds = [...stored, ...listed].flatMap((version) => [startMs(version), endMs(version)]);
  const moments = [...new Set(bounds)].filter((ms) => ms < Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const inForce = (versions: readonly DatedRates[], ms: number) => {
    const found = versions.find((version) => startMs(version) <= ms && ms < endMs(version));
    return found ? ratesKey(found.rates) : null;
  };
  const openStored = stored.find((version) => version.to === null);
  for (const ms of moments) {
    if (inForce(stored, ms) === inForce(listed, ms)) continue;
    const dated = listed.some((version) => startMs(version) === ms);
    if (dated && ms > Number.NEGATIVE_INFINITY) return new Date(ms);
    // An undated change that an earlier release already brought in at its own load time is no difference.
    if (openStored && inForce(listed, now.getTime()) === inForce(stored, now.getTime())) {
      const later = moments.find(
        (next) => next > now.getTime() && inForce(stored, next) !== inForce(listed, next),
      );
      return later === undefined ? null : new Date(later);
    }
    return now;
  }
  return null;
}
