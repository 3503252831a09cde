import type { Db } from '@/db/client';
import type { PriceBook } from '../../pricing/price-book';

/** Sent on NOTIFY by every change of models, prices or tags. */
const CHANNELS = ['tollgate_catalogue', 'tollgate_taxonomy'];
const EVERY_MS = 60_000;

export interface Catalogue {
  /** Resolves once prices have been read. */
  ready(): Promise<void>;
  current(): PriceBook;
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Keeps the price book of a long-running program current: on notification, and every minute whatever happens. */
export function watchCatalogue(options: {
  db: Db;
  load: () => Promise<PriceBook>;
  onChange: () => void;
}): Catalogue {
  let book: PriceBook | null = null;
  let loading: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const stops: (() => Promise<unknown>)[] = [];

  function reload(): Promise<void> {
    loading ??= options
      .load()
      .then((loaded) => {
        book = loaded;
        options.onChange();
      })
      .finally(() => {
        loading = null;
      });
    return loading;
  }

  async function listen(): Promise<void> {
    for (const channel of CHANNELS) {
      const { unlisten } = await options.db.$client.listen(channel, () => {
        // Whatever goes wrong here, the next minute tries again.
        if (!closed) reload().catch(() => {});
      });
      stops.push(unlisten);
    }
  }

  async function start(): Promise<void> {
    await reload();
    if (timer || closed) return;
    timer = setInterval(() => reload().catch(() => {}), EVERY_MS);
    timer.unref();
    await listen().catch(() => {});
  }

  return {
    async ready() {
      if (book === null) await start();
    },
    current() {
      if (book === null) throw new Error('The price book has not been read yet.');
      return book;
    },
    reload,
    async close() {
      closed = true;
      if (timer) clearInterval(timer);
      for (const stop of stops) await stop().catch(() => {});
    },
  };
}
