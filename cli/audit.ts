import { Command } from 'commander';
import { connect, disconnect } from '@/db/client';
import { systemCtx } from '@/lib/access/server/context';
import { type AuditVerdict, verifyAudit } from '@/lib/access/server/verify-audit';

const FAULTS = {
  changed: 'was changed after it was written',
  missing: 'is missing',
  out_of_chain: 'does not follow the entry before it',
  shortened: 'is missing: the log was cut short',
} as const;

/** What `tollgate audit verify` prints about a verdict. */
export function describeVerdict(verdict: AuditVerdict): string {
  if (verdict.broken)
    return `Tampered: entry ${verdict.broken.seq} ${FAULTS[verdict.broken.fault]} (${verdict.entries} entries read).`;
  if (!verdict.head) return 'Intact: the audit log is empty.';
  return `Intact: ${verdict.entries} entries.\nHead ${verdict.head.seq}:${verdict.head.hash}`;
}

/** Parses a head noted down earlier, `SEQ:HASH`. */
export function parseHead(text: string): { seq: string; hash: string } {
  const match = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text);
  if (!match?.[1] || !match[2])
    throw new Error(`"${text}" is not a head: write SEQ:HASH as verify printed it.`);
  return { seq: match[1], hash: match[2] };
}

/** `tollgate audit verify`: exit status 1 when the chain is broken. */
export function auditCommand(): Command {
  const command = new Command('audit').description('the audit log');
  command
    .command('verify')
    .description('walk the hash chain and name the first entry that does not fit')
    .option('--head <seq:hash>', 'a head that an earlier verify printed: also finds a log cut short since')
    .option('--database-url <url>', 'Postgres to read (otherwise DATABASE_URL)')
    .option('--json', 'print the verdict as JSON')
    .action(async (options: { head?: string; databaseUrl?: string; json?: boolean }) => {
      const url = options.databaseUrl ?? process.env.DATABASE_URL;
      if (!url) throw new Error('Set DATABASE_URL or pass --database-url.');
      const db = connect(url, { max: 1, applicationName: 'tollgate-audit' });
      try {
        const expected = options.head ? parseHead(options.head) : undefined;
        const verdict = await verifyAudit(systemCtx(db, 'cli', new Date()), { expected });
        console.log(options.json ? JSON.stringify(verdict) : describeVerdict(verdict));
        process.exitCode = verdict.intact ? 0 : 1;
      } finally {
        await disconnect(db);
      }
    });
  return command;
}
