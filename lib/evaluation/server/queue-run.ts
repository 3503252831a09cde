import { isIP } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Tx } from '@/db/client';
import { evaluationRuns } from '@/db/schema';
import { refusal } from '../../access/fields';
import { installationSecret } from '../../access/server/installation-secret';
import type { endpointInput } from '../evaluation-input';
import { addressFault, hostOf, privateHosts } from './guarded-fetch';
import { createSealer } from './seal';

/** Wakes the workers; they also look each minute. */
export const EVALUATION_CHANNEL = 'tollgate_evaluations';

/** What a run's key is sealed for. */
export const keyPlaceOf = (runId: bigint): string => `run ${runId} key`;

/**
 * Hands a run to the workers. The endpoint's key is encrypted with the run, and deleted when the run ends. Names are
 * looked up where the worker connects; an address that stands there as such is refused here.
 */
export async function queueRun(
  tx: Tx,
  runId: bigint,
  { baseUrl, apiKey, concurrency, maxOutputTokens }: z.output<typeof endpointInput>,
): Promise<void> {
  const host = hostOf(new URL(baseUrl));
  const fault = isIP(host) ? addressFault(host, host, privateHosts()) : null;
  if (fault) throw refusal('invalid', 'endpoint.baseUrl', fault.code, fault.message);
  const sealedKey = apiKey === '' ? null : createSealer(installationSecret()).seal(apiKey, keyPlaceOf(runId));
  await tx
    .update(evaluationRuns)
    .set({
      ...{ state: 'waiting', baseUrl, sealedKey, concurrency, maxOutputTokens },
      ...{ failure: null, failureDetail: null, claim: null, claimedUntil: null },
    })
    .where(eq(evaluationRuns.id, runId));
  await tx.execute(sql`select pg_notify(${EVALUATION_CHANNEL}, ${runId.toString()})`);
}
