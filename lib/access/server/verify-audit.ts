import { asc, gt } from 'drizzle-orm';
import { z } from 'zod';
import { auditLog } from '@/db/schema';
import { GENESIS_HASH } from '../audit-entry';
import { idText } from '../fields';
import { hashEntry } from './append-audit';
import { question } from './verb';

export type AuditFault = 'changed' | 'missing' | 'out_of_chain' | 'shortened';

export interface AuditVerdict {
  intact: boolean;
  /** Entries read, up to and including the first broken one. */
  entries: number;
  /** The first entry that does not fit, and how. */
  broken: { seq: string; fault: AuditFault } | null;
  /** The newest entry: note it down elsewhere, and a log cut short later can be told. */
  head: { seq: string; hash: string } | null;
}

const BATCH = 2_000;

/**
 * Walks the whole hash chain from the first entry. A chain cannot show that its own end was cut off, so
 * `expected` (a head noted down earlier) is looked for on the way.
 */
export const verifyAudit = question({
  name: 'verifyAudit',
  permission: 'audit.read',
  input: z.object({ expected: z.object({ seq: idText, hash: z.string().length(64) }).optional() }),
  run: async ({ db, input }): Promise<AuditVerdict> => {
    let head = { seq: 0n, hash: GENESIS_HASH };
    let entries = 0;
    const verdict = (seq: bigint, fault: AuditFault): AuditVerdict => ({
      intact: false,
      entries,
      broken: { seq: seq.toString(), fault },
      head: entries > 0 ? { seq: head.seq.toString(), hash: head.hash } : null,
    });
    for (;;) {
      const rows = await db
        .select()
        .from(auditLog)
        .where(gt(auditLog.seq, head.seq))
        .orderBy(asc(auditLog.seq))
        .limit(BATCH);
      for (const { hash, prevHash, ...content } of rows) {
        if (content.seq !== head.seq + 1n) return verdict(head.seq + 1n, 'missing');
        entries += 1;
        if (prevHash !== head.hash) return verdict(content.seq, 'out_of_chain');
        if (hashEntry(prevHash, content) !== hash) return verdict(content.seq, 'changed');
        if (input.expected?.seq === content.seq && input.expected.hash !== hash)
          return verdict(content.seq, 'changed');
        head = { seq: content.seq, hash };
      }
      if (rows.length < BATCH) break;
    }
    if (input.expected && input.expected.seq > head.seq) return verdict(input.expected.seq, 'shortened');
    return {
      intact: true,
      entries,
      broken: null,
      head: entries > 0 ? { seq: head.seq.toString(), hash: head.hash } : null,
    };
  },
});
