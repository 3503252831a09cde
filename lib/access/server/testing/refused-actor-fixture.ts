import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { ensurePartitions } from '@/db/partitions';
import {
  alertChannels,
  alertDeliveries,
  apiKeys,
  closedMonths,
  discounts,
  imports,
  invoices,
  models,
  savedViews,
  tagRules,
  teams,
  users,
} from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { parseMoney } from '../../../money/money';
import { loadCatalogue } from '../../../pricing/server/load-catalogue';
import { loadPriceBook } from '../../../pricing/server/load-price-book';
import { createRecorder } from '../../../usage/server/recorder';
import type { Actor } from '../../actor';
import { ROLES, type Role } from '../../permissions';
import { newKey } from '../key-secret';
import { hashPassword } from '../password-hash';
import { type BudgetFixture, seedBudgets } from './budget-fixture';
import { type EvaluationFixture, seedEvaluation } from './evaluation-fixture';
import { type OutcomeFixture, seedOutcomes } from './outcome-fixture';
import { type RoutingFixture, seedRouting } from './routing-fixture';
import { type ScenarioFixture, seedScenarios } from './scenario-fixture';

export const PASSWORD = 'four unrelated words';
/** In every name and value of the other team, so that it can be looked for in an answer. */
export const OTHER_MARK = 'zzother';

export type Side = 'own' | 'other';

export interface Fixture {
  teamId: Record<Side, string>;
  keyId: Record<Side, string>;
  archivedTeamId: string;
  pendingTeamId: Record<Side, string>;
  emptyDepartmentId: string;
  departmentId: string;
  userId: string;
  disabledUserId: string;
  viewId: (actor: Actor) => string;
  catalogueModelId: string;
  /** The provider of the catalogue model; a discount on that model; a month that is closed. */
  providerId: string;
  discountId: string;
  closedMonth: string;
  invoiceId: string;
  unpricedModelId: string;
  tagRuleId: string;
  runningImportId: string;
  stoppedImportId: string;
  uploadId: string;
  budgets: BudgetFixture;
  evaluation: EvaluationFixture;
  outcomes: OutcomeFixture;
  routing: RoutingFixture;
  scenarios: ScenarioFixture;
  channelId: string;
  disabledChannelId: string;
  deliveryId: string;
  actors: Record<Role, Extract<Actor, { kind: 'user' }>>;
}

/** An organisation in which every verb and question has something to work on, for one team and another. */
export async function refusedActorFixture(db: Db): Promise<Fixture> {
  const { teamId, departmentId } = await seedOrganisation(db);
  await db
    .update(teams)
    .set({ key: OTHER_MARK, name: `Team ${OTHER_MARK}` })
    .where(eq(teams.id, teamId('claims')));
  const own = teamId('support');
  const other = teamId('claims');
  const [archived] = await db
    .insert(teams)
    .values({ key: 'past', name: 'Past', firstSeenAt: NOW, adoptedAt: NOW, archivedAt: NOW })
    .returning();
  await db
    .update(teams)
    .set({ departmentId: null })
    .where(eq(teams.id, teamId('platform')));
  process.env.TOLLGATE_SECRET = 's'.repeat(32);

  await loadCatalogue(db, NOW);
  await ensurePartitions(db, ['2026-11']);
  await recordUsage(db, own, other);
  const [catalogueModel] = await db.select().from(models).where(eq(models.state, 'catalogue')).limit(1);
  const [unpricedModel] = await db.select().from(models).where(eq(models.key, 'house-model'));
  const [rule] = await db
    .insert(tagRules)
    .values({ tag: 'feature', fromValue: 'triage', toValue: 'sorting', createdBy: 'test', createdAt: NOW })
    .returning();

  const actors = {} as Fixture['actors'];
  const passwordHash = await hashPassword(PASSWORD);
  for (const role of ROLES) {
    const id = await seedUser(db, role, [own]);
    await db.update(users).set({ passwordHash }).where(eq(users.id, id));
    actors[role] = { kind: 'user', id, name: role, role, teamIds: [own] };
  }
  await seedUser(db, 'admin');
  const views = new Map<string, string>();
  for (const actor of Object.values(actors)) {
    const id = randomUUID();
    views.set(actor.id, id);
    const view = { id, ownerId: actor.id, name: 'Mine', path: '/explore', search: '', createdAt: NOW };
    await db.insert(savedViews).values(view);
  }
  const disabledUserId = await seedUser(db, 'engineer');
  await db.update(users).set({ disabledAt: NOW }).where(eq(users.id, disabledUserId));

  const upload = uploadedFile();
  return {
    teamId: { own: String(own), other: String(other) },
    keyId: { own: await seedKey(db, own, 'own'), other: await seedKey(db, other, OTHER_MARK) },
    archivedTeamId: String(archived?.id),
    pendingTeamId: { own: String(own), other: String(other) },
    departmentId: String(departmentId('ops')),
    emptyDepartmentId: String(departmentId('it')),
    userId: await seedUser(db, 'engineer'),
    disabledUserId,
    viewId: (actor) => views.get(actor.id) ?? randomUUID(),
    catalogueModelId: String(catalogueModel?.id),
    providerId: String(catalogueModel?.providerId),
    discountId: await seedDiscount(db, catalogueModel?.providerId ?? 0n, catalogueModel?.id ?? 0n),
    closedMonth: await seedClosedMonth(db),
    invoiceId: await seedInvoice(db, catalogueModel?.providerId ?? 0n),
    unpricedModelId: String(unpricedModel?.id),
    tagRuleId: String(rule?.id),
    runningImportId: await seedImport(db, 'running'),
    stoppedImportId: await seedImport(db, 'failed', upload.second),
    uploadId: upload.first,
    budgets: await seedBudgets(db, own, other, OTHER_MARK),
    evaluation: await seedEvaluation(db, own, other, OTHER_MARK),
    outcomes: await seedOutcomes(db, own, other, OTHER_MARK),
    routing: await seedRouting(db, own, other, OTHER_MARK),
    scenarios: await seedScenarios(db, Object.values(actors), await seedUser(db, 'engineer'), {
      own: { id: own, mark: 'own' },
      other: { id: other, mark: OTHER_MARK },
    }),
    ...(await seedChannels(db)),
    actors,
  };
}

async function recordUsage(db: Db, own: bigint, other: bigint): Promise<void> {
  const recorder = createRecorder({
    db,
    loadPriceBook,
    secret: 's'.repeat(32),
    timeZone: 'Asia/Hong_Kong',
    now: () => NOW,
  });
  const event = (mark: string, index: number) => ({
    id: `${mark}-${index}`,
    time: '2026-11-21T03:00:00Z',
    model: index % 2 === 0 ? 'gpt-5' : mark === OTHER_MARK ? `${mark}-model` : 'house-model',
    tokens: { input: 1_000 + index, output: 10 },
    tags: {
      feature: `${mark}-feature`,
      workflow: `${mark}-flow`,
      environment: `${mark}-env`,
      region: `${mark}-region`,
    },
    user: `${mark}-user`,
    trace_id: `${mark}-trace`,
  });
  const send = (teamId: bigint, mark: string, count: number) =>
    recorder.record(
      { keyId: mark, teamId },
      { source: `${mark}-source`, events: Array.from({ length: count }, (_, index) => event(mark, index)) },
    );
  await send(own, 'own', 4);
  await send(other, OTHER_MARK, 7);
  await recorder.close();
}

async function seedKey(db: Db, teamId: bigint, mark: string): Promise<string> {
  const { prefix, secretHash } = newKey();
  const id = randomUUID();
  const scopes = ['usage:write'];
  await db.insert(apiKeys).values({
    id,
    name: `key ${mark}`,
    prefix,
    secretHash,
    scopes,
    teamId,
    createdBy: 'test',
    createdAt: NOW,
  });
  return id;
}

async function seedImport(db: Db, state: string, id: string = randomUUID()): Promise<string> {
  const none = { bytesTotal: 0n, bytesRead: 0n, rowsRead: 0n, accepted: 0n, duplicates: 0n };
  await db.insert(imports).values({
    ...none,
    id,
    fileName: 'a.csv',
    source: 'a',
    mapping: MAPPING,
    state,
    unpriced: 0n,
    rejected: 0n,
    createdBy: 'test',
    startedAt: NOW,
  });
  return id;
}

async function seedDiscount(db: Db, providerId: bigint, modelId: bigint): Promise<string> {
  const validFrom = new Date('2026-10-31T16:00:00Z');
  const [discount] = await db
    .insert(discounts)
    .values({
      ...{ providerId, modelId, percent: '10', validFrom },
      ...{ contract: 'Agreement', recordedAt: NOW, recordedBy: 'test' },
    })
    .returning({ id: discounts.id });
  return String(discount?.id);
}

async function seedClosedMonth(db: Db): Promise<string> {
  await db.insert(closedMonths).values({ month: '2026-08-01', closedAt: NOW, closedBy: 'test' });
  return '2026-08';
}

async function seedInvoice(db: Db, providerId: bigint): Promise<string> {
  const billed = { reference: 'INV-0', amount: parseMoney('10'), currency: 'USD', receivedOn: '2026-10-01' };
  const [invoice] = await db
    .insert(invoices)
    .values({ providerId, month: '2026-10-01', ...billed, recordedBy: 'test', recordedAt: NOW })
    .returning({ id: invoices.id });
  return String(invoice?.id);
}

async function seedChannels(db: Db) {
  const [channelId, disabledChannelId] = [randomUUID(), randomUUID()];
  const webhook = { name: 'Finance', kind: 'webhook', target: 'https://example.test/hook', kinds: [] };
  const made = { locale: 'en', secret: 'whsec_dGVzdA==', createdBy: 'test', createdAt: NOW };
  await db.insert(alertChannels).values([
    { ...webhook, ...made, id: channelId },
    { ...webhook, ...made, id: disabledChannelId, disabledAt: NOW },
  ]);
  const [delivery] = await db
    .insert(alertDeliveries)
    .values({
      recipient: `channel:${channelId}`,
      isTest: true,
      messageId: 'msg_test',
      state: 'failed',
      createdAt: NOW,
    })
    .returning({ id: alertDeliveries.id });
  return { channelId, disabledChannelId, deliveryId: String(delivery?.id) };
}

/** The smallest mapping that reads the uploaded file. */
export const MAPPING = {
  name: 'test',
  format: 'csv' as const,
  source: 'test',
  id: 'content' as const,
  time: { column: 'time' },
  model: 'model',
  tokens: { input: 'input' },
  tags: { team: { constant: 'support' } },
};

function uploadedFile(): { first: string; second: string } {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-uploads-'));
  process.env.TOLLGATE_DATA_DIR = directory;
  mkdirSync(path.join(directory, 'uploads'));
  const [first, second] = [randomUUID(), randomUUID()];
  for (const id of [first, second])
    writeFileSync(path.join(directory, 'uploads', id), 'time,model,input\n2026-11-21T03:00:00Z,gpt-5,10\n');
  return { first, second };
}
