import type { Db } from '@/db/client';
import { withDeadline } from '../../access/server/deadline';

const PROBE_EVERY_MS = 250;
const PROBE_WITHIN_MS = 2_000;

export interface Availability {
  isAway(): boolean;
  /** Asks now: a database that is only slow answers this. */
  answers(): Promise<boolean>;
  /** A statement failed as it does where the database is away: from now on it is asked until it answers. */
  noteAway(): void;
  close(): void;
}

/** Remembers that the database is away, so that callers need not each wait to find out. */
export function watchAvailability(db: Db, onBack: () => Promise<void>): Availability {
  let away = false;
  let timer: NodeJS.Timeout | null = null;

  const ask = () => withDeadline(db.$client.unsafe('select 1'), PROBE_WITHIN_MS);

  async function probe(): Promise<void> {
    timer = null;
    try {
      await ask();
      await onBack();
      away = false;
    } catch {
      schedule();
    }
  }

  function schedule(): void {
    if (!away || timer) return;
    timer = setTimeout(() => void probe(), PROBE_EVERY_MS);
    timer.unref();
  }

  return {
    isAway: () => away,
    answers: () =>
      ask().then(
        () => true,
        () => false,
      ),
    noteAway() {
      away = true;
      schedule();
    },
    close() {
      away = false;
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
