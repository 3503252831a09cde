import { getDb } from '@/app/database';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { installationSecret } from '@/lib/access/server/installation-secret';
import { loadPriceBook } from '@/lib/pricing/server/load-price-book';
import { createRecorder, type Recorder } from '@/lib/usage/server/recorder';
import { runImportFile } from '@/lib/usage/server/run-import';

// One recorder for the console's imports; on globalThis so that reloads in development do not make more.
const held = globalThis as typeof globalThis & { tollgateImportRecorder?: Recorder };
const now = () => new Date();

async function importRecorder(): Promise<Recorder> {
  if (held.tollgateImportRecorder) return held.tollgateImportRecorder;
  const db = getDb();
  const organisation = await getOrganisation(db);
  held.tollgateImportRecorder ??= createRecorder({
    db,
    loadPriceBook,
    secret: installationSecret(),
    timeZone: organisation?.timeZone ?? 'Asia/Hong_Kong',
    now,
  });
  return held.tollgateImportRecorder;
}

/** Runs a registered import in the background; its row on the database says how it goes. */
export async function runInBackground(id: string): Promise<void> {
  const recorder = await importRecorder();
  void runImportFile({ db: getDb(), recorder, id, now });
}
