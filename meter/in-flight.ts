import { HttpProblem } from './problem';

/** Bytes of bodies held at once, and requests of one key at once: what keeps memory bounded and senders fair. */
export interface InFlightLimits {
  bytes: number;
  requestsPerKey: number;
}

export const IN_FLIGHT_LIMITS: InFlightLimits = { bytes: 192 * 1024 * 1024, requestsPerKey: 128 };

export interface InFlight {
  /** Takes room for a body or throws 503; returns what gives it back, once. */
  holdBytes(bytes: number): () => void;
  /** Counts a request of this key or throws 429; returns what ends it. */
  holdKey(keyId: string): () => void;
  bytes(): number;
}

export function createInFlight(limits: InFlightLimits = IN_FLIGHT_LIMITS): InFlight {
  let held = 0;
  const perKey = new Map<string, number>();
  return {
    holdBytes(bytes) {
      if (held > 0 && held + bytes > limits.bytes)
        throw new HttpProblem(503, 'The meter holds as much as it can; send this again shortly.', [], 1);
      held += bytes;
      return once(() => {
        held -= bytes;
      });
    },
    holdKey(keyId) {
      const now = perKey.get(keyId) ?? 0;
      if (now >= limits.requestsPerKey)
        throw new HttpProblem(
          429,
          `This key has ${now} requests open already; wait for some to finish.`,
          [],
          1,
        );
      perKey.set(keyId, now + 1);
      return once(() => {
        const left = (perKey.get(keyId) ?? 1) - 1;
        if (left === 0) perKey.delete(keyId);
        else perKey.set(keyId, left);
      });
    },
    bytes: () => held,
  };
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
