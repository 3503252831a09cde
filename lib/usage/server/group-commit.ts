import { unavailable } from '../../errors';

/** Queued work of one caller: `weight` counts against the memory budget and the size of a commit. */
interface Waiting<T, R> {
  item: T;
  weight: number;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

export interface GroupCommitOptions<T, R> {
  /** Commits a group in one go; results in the order of the items. */
  commit: (items: T[]) => Promise<R[]>;
  /** Groups committed at the same time. */
  lanes: number;
  /** How long the first caller of a group waits for company, milliseconds. */
  windowMs: number;
  /** A group closes at this weight; one heavier item is a group of its own. */
  maxGroupWeight: number;
  /** Weight that may wait or be in flight; beyond it `unavailable`, so that memory stays bounded. */
  budget: number;
}

export interface GroupCommit<T, R> {
  submit(item: T, weight: number): Promise<R>;
  /** Weight queued and in flight. */
  load(): number;
  /** Refuses new work and waits for what was taken. */
  close(): Promise<void>;
}

/** Callers that arrive together share one commit, and each waits for it. A failed group is retried one by one. */
export function createGroupCommit<T, R>(options: GroupCommitOptions<T, R>): GroupCommit<T, R> {
  let queue: Waiting<T, R>[] = [];
  let load = 0;
  let busy = 0;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  const idle: (() => void)[] = [];

  function takeGroup(): Waiting<T, R>[] {
    let weight = 0;
    let size = 0;
    for (const waiting of queue) {
      if (size > 0 && weight + waiting.weight > options.maxGroupWeight) break;
      weight += waiting.weight;
      size += 1;
    }
    const group = queue.slice(0, size);
    queue = queue.slice(size);
    return group;
  }

  async function commitOrIsolate(group: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await options.commit(group.map((waiting) => waiting.item));
      group.forEach((waiting, index) => {
        waiting.resolve(results[index] as R);
      });
    } catch (error) {
      const [first] = group;
      if (group.length === 1) first?.reject(error);
      // Only a broken item fails, not whoever shared its commit. An absent database fails them all at once.
      else if (isUnavailable(error)) for (const waiting of group) waiting.reject(error);
      else for (const waiting of group) await commitOrIsolate([waiting]);
    }
  }

  async function runLane(): Promise<void> {
    busy += 1;
    while (queue.length > 0) {
      const group = takeGroup();
      await commitOrIsolate(group);
      load -= group.reduce((sum, waiting) => sum + waiting.weight, 0);
    }
    busy -= 1;
    if (busy === 0) for (const done of idle.splice(0)) done();
  }

  function startLane(): void {
    timer = null;
    if (busy < options.lanes && queue.length > 0) void runLane();
  }

  return {
    submit(item, weight) {
      if (closed) return Promise.reject(unavailable('The meter is stopping; send this again.', 1));
      if (load + weight > options.budget && load > 0)
        return Promise.reject(unavailable('The meter is at its limit; send this again shortly.', 1));
      load += weight;
      return new Promise<R>((resolve, reject) => {
        queue.push({ item, weight, resolve, reject });
        if (timer === null && busy < options.lanes) timer = setTimeout(startLane, options.windowMs);
      });
    },
    load: () => load,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      startLane();
      if (busy > 0) await new Promise<void>((resolve) => idle.push(resolve));
    },
  };
}

const isUnavailable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'unavailable';
