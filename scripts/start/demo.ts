import { loadDemo } from '@/db/demo/load-demo';
import { quietBudgeting } from '@/db/demo/quiet-budgeting';
import { loadPriceBook } from '@/lib/pricing/server/load-price-book';
import { createRecorder } from '@/lib/usage/server/recorder';
import { withDb } from './database';

/** Loads the demo organisation into an empty database. False: it was there already, or the database is in use. */
export async function loadDemoOnce(url: string, secret: string, now: Date): Promise<boolean> {
  return withDb(url, async (db) => {
    const budgeting = quietBudgeting(db);
    const recorder = createRecorder({
      db,
      budgeting,
      loadPriceBook,
      secret,
      timeZone: 'Asia/Hong_Kong',
      now: () => new Date(),
    });
    try {
      return (await loadDemo({ db, recorder, budgeting, secret, now })).loaded;
    } finally {
      await recorder.close();
    }
  });
}
