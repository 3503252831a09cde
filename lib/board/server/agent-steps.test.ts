import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { datasetsDirectory } from '@/bench/support/real-data';
import { ensurePartitions } from '@/db/partitions';
import { models, priceLists, priceVersions, providers } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { defineOutcome } from '../../outcomes/server/define-outcome';
import { createOutcomeRecorder } from '../../outcomes/server/outcome-recorder';
import { setOutcomeValue } from '../../outcomes/server/set-outcome-value';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { agentSteps, stepsRequest } from '../../pricing/server/testing/agent-steps';
import { LJOUKOV_PRICES } from '../../pricing/testing/ljoukov-prices';
import { createRecorder } from '../../usage/server/recorder';
import type { MetricKey } from '../metric';
import { explainMetric } from './explain-metric';
import { readBoard } from './read-board';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
const directory = datasetsDirectory();
if (!directory) console.warn('skipped: set TOLLGATE_DATASETS to the folder of data sets');
const AUTH = { keyId: 'test', teamId: null };

/** The prices that the file itself charged; what it recorded at nothing has none. */
async function seedPrices(): Promise<void> {
  const [provider] = await db.insert(providers).values({ key: 'ljoukov', name: 'Agent steps' }).returning();
  const [list] = await db
    .insert(priceLists)
    .values({ key: 'file', name: 'File', source: 'test', priority: 1, isCharging: true, loadedAt: NOW })
    .returning();
  for (const [key, prices] of Object.entries(LJOUKOV_PRICES)) {
    const model = {
      providerId: provider?.id ?? 0n,
      ...{ key, name: key, state: 'catalogue', firstSeenAt: NOW },
    };
    const [stored] = await db.insert(models).values(model).returning();
    await db.insert(priceVersions).values({
      ...{ priceListId: list?.id ?? 0n, modelId: stored?.id ?? 0n },
      ...{ rates: { prices }, recordedAt: NOW, recordedBy: 'test' },
    });
  }
}

async function recordSteps(): Promise<void> {
  const february = (agentSteps() ?? []).filter(({ at }) => at < new Date('2026-03-01'));
  const recorder = createRecorder({
    ...{ db, loadPriceBook, secret: 's'.repeat(32), timeZone: 'Asia/Hong_Kong', now: () => NOW },
  });
  const request = stepsRequest(february);
  const events = request.events.map((event) => ({ ...(event as object), provider: 'ljoukov' }));
  const { accepted } = await recorder.record(AUTH, { ...request, events });
  await recorder.close();
  expect(accepted).toBe(2_438);
}

/** success = outcome: 52 of the 261 runs. */
async function recordRuns(): Promise<void> {
  const file = readFileSync(path.join(directory ?? '', 'ljoukov-agent-steps/runs.csv'), 'utf8');
  const runs: Record<string, string>[] = parse(file, { columns: true });
  const outcomes = runs
    .filter(({ success }) => success === '1')
    .map((run) => ({
      ...{ id: run.run_key, time: run.generated_at, outcome: 'task_resolved', count: 1 },
      workflow: 'agent',
      tags: { team: 'support' },
    }));
  const recorder = createOutcomeRecorder({ db, now: () => NOW });
  const answer = await recorder.record(AUTH, { source: 'runs', outcomes });
  expect([runs.length, answer.accepted, answer.rejected]).toEqual([261, 52, []]);
}

describe.skipIf(!directory)(
  'the board over real agent steps, by hand from the files (needs TOLLGATE_DATASETS)',
  async () => {
    if (!directory) return;
    await seedOrganisation(db);
    await seedPrices();
    await ensurePartitions(db, ['2026-02']);
    await recordSteps();
    const { definitionId } = await defineOutcome(ctx, {
      ...{ workflow: 'agent', outcome: 'task_resolved', unit: 'resolved task' },
      ...{ description: 'The grader passed the run', vouchedBy: 'Head of Research' },
    });
    await recordRuns();
    const value = (amount: string) =>
      setOutcomeValue(ctx, {
        ...{ definitionId, amount, currency: 'USD', reworkShare: '0.1', validFrom: '2026-01-01' },
        ...{ validTo: null, basis: 'A junior analyst' },
      });
    await value('0.4');
    const board = await readBoard(ctx, { month: '2026-02', currency: 'USD' });
    const metric = (key: MetricKey, of = board) => {
      const found = of.metrics.find((one) => one.key === key);
      return [found?.value, found?.outOf ?? null];
    };

    it('costs US$17.15977185 over 52 resolved tasks: US$0.3299956125 each', () => {
      expect(board.spend.amount.value).toBe('17.159771850000');
      expect(metric('cost_per_outcome')).toEqual(['0.329995612500', null]);
    });

    it('says that 733 calls with 3,905,826 tokens have no price', () => {
      const { unpricedRequests, unpricedTokens } = board.coverage.priced;
      expect([unpricedRequests, unpricedTokens]).toEqual(['733', '3905826']);
      expect(board.risks.map(({ key }) => key)).toContain('usage_unpriced');
    });

    it('costs US$17.15977185 over 1,705 priced calls a business action', () => {
      expect(metric('cost_per_action')).toEqual(['0.010064382317', null]);
    });

    it('is profitable at US$0.40 less a tenth done again (0.36), and at a loss at US$0.36 (0.324)', async () => {
      expect(metric('workflow_profitability')).toEqual(['1', 1]);
      await value('0.36');
      const cheaper = await readBoard(ctx, { month: '2026-02', currency: 'USD' });
      expect(metric('workflow_profitability', cheaper)).toEqual(['0', 1]);
      // 52 × 0.324 − 17.15977185
      expect(cheaper.workflows[0]?.margin).toMatch(/^-0\.31177185/);
      expect(cheaper.decisions.map(({ key }) => key)).toContain('decide_workflow');
    });

    it('explains itself down to the events', async () => {
      const working = await explainMetric(ctx, {
        ...{ month: '2026-02', metric: 'cost_per_outcome', currency: 'USD' },
      });
      expect(working.metric.inputs.map(({ key, value: of }) => [key, of])).toEqual([
        ['effective_cost_of_workflows', '17.159771850000'],
        ['outcomes', '52'],
        ['effective_cost', '17.159771850000'],
      ]);
      expect(working.rows.map(({ key, path: to }) => [key, to])).toEqual([
        ['agent', '/workflows/agent?period=2026-02'],
      ]);
      expect(decodeURIComponent(working.rows[0]?.events ?? '')).toContain('f=workflow=agent');
      expect(working.priceUses).toHaveLength(Object.keys(LJOUKOV_PRICES).length);
    });
  },
);
