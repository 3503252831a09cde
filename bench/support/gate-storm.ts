import { setTimeout as sleep } from 'node:timers/promises';

export const STORM_TEAMS = ['open', 'closed'] as const;
export type StormTeam = (typeof STORM_TEAMS)[number];
/** How long a reservation of the storm holds. */
export const STORM_TTL_SECONDS = 3;

export interface StormNotes {
  /** Reservations that were answered as held. */
  reserved: string[];
  /** Requests answered without the database, by id. */
  degraded: Map<string, { team: StormTeam; decision: string; code: string }>;
  denied: number;
  /** Usage acknowledged, whole dollars by team. */
  settledDollars: Record<StormTeam, number>;
  released: number;
  /** Left to expire. */
  abandoned: number;
  failures: number;
}

const SENDERS = 6;

/**
 * Callers that ask the gate for ten dollars, and then settle with usage for six of them, release, or die. Usage is
 * sent until it is acknowledged, as a careful client would.
 */
export function startGateStorm(key: string, urlOf: () => string) {
  const notes: StormNotes = {
    reserved: [],
    degraded: new Map(),
    denied: 0,
    settledDollars: { open: 0, closed: 0 },
    released: 0,
    abandoned: 0,
    failures: 0,
  };
  let running = true;
  let next = 0;

  async function http(path: string, method: string, body?: unknown) {
    try {
      const response = await fetch(`${urlOf()}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(15_000),
      });
      const text = await response.text();
      return { status: response.status, answer: text ? JSON.parse(text) : null };
    } catch {
      notes.failures += 1;
      return null;
    }
  }

  async function settle(id: string, team: StormTeam, reservation: string | undefined) {
    const event = {
      id,
      time: new Date().toISOString(),
      provider: 'acme',
      model: 'dollar',
      tokens: { input: 6 },
      tags: { team },
      ...(reservation ? { reservation } : {}),
    };
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const sent = await http('/v1/usage', 'POST', { source: 'storm', events: [event] });
      if (sent?.status === 200) {
        notes.settledDollars[team] += 6;
        return;
      }
      await sleep(50);
    }
  }

  async function call() {
    const number = next;
    next += 1;
    const team = STORM_TEAMS[number % 2] as StormTeam;
    const id = `storm-${number}`;
    const asked = await http('/v1/gate', 'POST', {
      id,
      provider: 'acme',
      model: 'dollar',
      tags: { team },
      ttl_seconds: STORM_TTL_SECONDS,
      tokens: { input: 10, max_output: 0 },
    });
    if (asked?.status !== 200) return sleep(20);
    const { decision, reservation, degraded, reasons } = asked.answer;
    if (degraded) notes.degraded.set(id, { team, decision, code: reasons[0]?.code });
    if (reservation) notes.reserved.push(reservation.id);
    if (decision === 'deny') {
      notes.denied += 1;
      return sleep(5);
    }
    const fate = number % 16;
    if (fate < 2) await settle(id, team, reservation?.id);
    else if (fate < 12 && reservation) {
      const gone = await http(`/v1/gate/reservations/${reservation.id}`, 'DELETE');
      if (gone?.status === 200) notes.released += 1;
    } else notes.abandoned += 1;
  }

  const done = Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (running) await call();
    }),
  );
  return {
    notes,
    calls: () => next,
    async stop() {
      running = false;
      await done;
    },
  };
}
