import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { ensurePartitions } from '@/db/partitions';
import { fxRates, users } from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import type { Role } from '../../../access/permissions';
import type { Ctx } from '../../../access/server/context';
import { loadPriceBook } from '../../../pricing/server/load-price-book';
import { createRecorder, type Recorder } from '../../../usage/server/recorder';
import { GATE_SECRET, seedPrices } from './gate-fixture';

/** An organisation with usage priced by the token: see `seedPrices`. Support and claims are in department ops. */
export async function verbFixture(db: Db) {
  const { teamId, departmentId } = await seedOrganisation(db);
  await seedPrices(db);
  await ensurePartitions(db, ['2026-09', '2026-10', '2026-11', '2026-12']);
  await db.insert(fxRates).values([
    {
      quote: 'HKD',
      validFrom: '2020-01-01',
      validTo: '2026-11-23',
      rate: '8',
      source: 'test',
      recordedAt: NOW,
    },
    { quote: 'HKD', validFrom: '2026-11-23', validTo: null, rate: '10', source: 'test', recordedAt: NOW },
  ]);
  const ids = new Map<string, string>();
  const person = async (name: string, role: Role, teamIds: bigint[]) => {
    const id = await seedUser(db, role, teamIds);
    await db.update(users).set({ name }).where(eq(users.id, id));
    ids.set(name, id);
    return (now: Date = NOW): Ctx => ({ actor: { kind: 'user', id, name, role, teamIds }, now, db });
  };
  return {
    teamId,
    departmentId,
    cfo: await person('Carol', 'cfo', []),
    lead: await person('Lee', 'team_lead', [teamId('support')]),
    otherLead: await person('Otto', 'team_lead', [teamId('claims')]),
    engineer: await person('Eve', 'engineer', [teamId('support')]),
    userIdOf: (name: string) => ids.get(name) ?? '',
  };
}

export interface Usage {
  id: string;
  time: string;
  team?: string;
  workflow?: string;
  user?: string;
  /** dollar, dime, penny or gift (unpriced). */
  model?: string;
  /** Tokens: of `dollar`, dollars. */
  input: number;
  requests?: number;
}

/** Records usage as the meter does, and waits until its budgets have announced what they reached. */
export async function record(db: Db, events: readonly Usage[], now: Date = NOW): Promise<void> {
  const recorder: Recorder = createRecorder({
    db,
    loadPriceBook,
    secret: GATE_SECRET,
    timeZone: 'Asia/Hong_Kong',
    now: () => now,
  });
  const result = await recorder.record(
    { keyId: 'test', teamId: null },
    {
      source: 'test',
      events: events.map(
        ({ id, time, team = 'support', workflow, user, model = 'dollar', input, requests }) => ({
          ...{ id, time, provider: 'acme', model, tokens: { input }, requests: requests ?? 1, user },
          tags: { team, ...(workflow ? { workflow } : {}) },
        }),
      ),
    },
  );
  await recorder.close();
  if (result.rejected.length > 0) throw new Error(JSON.stringify(result.rejected[0]));
}
