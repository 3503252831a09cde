import { createHash } from 'node:crypto';
import { desc, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { auditLog } from '@/db/schema';
import type { Actor } from '../actor';
import { type AuditEntry, canonicalJson, GENESIS_HASH } from '../audit-entry';

const AUDIT_LOCK = 7_318_003;

export function hashEntry(prevHash: string, content: Record<string, unknown>): string {
  return createHash('sha256').update(prevHash).update(canonicalJson(content)).digest('hex');
}

/** Appends one entry to the hash chain, inside the caller's transaction. Writers queue on one lock. */
export async function appendAudit(tx: Tx, actor: Actor, now: Date, entry: AuditEntry): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`);
  const [last] = await tx
    .select({ seq: auditLog.seq, hash: auditLog.hash })
    .from(auditLog)
    .orderBy(desc(auditLog.seq))
    .limit(1);
  const prevHash = last?.hash ?? GENESIS_HASH;
  // Through JSON once, so that what is hashed is what jsonb gives back.
  const plain = (value: unknown) => (value === undefined ? null : JSON.parse(canonicalJson(value)));
  const row = {
    seq: (last?.seq ?? 0n) + 1n,
    at: now,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    actorRole: actor.kind === 'user' ? actor.role : null,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    teamId: entry.teamId ?? null,
    before: plain(entry.before),
    after: plain(entry.after),
    reason: entry.reason ?? null,
  };
  await tx.insert(auditLog).values({ ...row, prevHash, hash: hashEntry(prevHash, row) });
}
