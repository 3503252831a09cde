import { expect, it } from 'vitest';
import { auditCommand, describeVerdict, parseHead } from './audit';

const hash = 'a'.repeat(64);

it('says what verify found', () => {
  expect(describeVerdict({ intact: true, entries: 6, broken: null, head: { seq: '6', hash } })).toBe(
    `Intact: 6 entries.\nHead 6:${hash}`,
  );
  expect(describeVerdict({ intact: true, entries: 0, broken: null, head: null })).toBe(
    'Intact: the audit log is empty.',
  );
  expect(
    describeVerdict({ intact: false, entries: 4, broken: { seq: '6', fault: 'shortened' }, head: null }),
  ).toBe('Tampered: entry 6 is missing: the log was cut short (4 entries read).');
});

it('reads back the head it printed, and refuses anything else', () => {
  expect(parseHead(`6:${hash}`)).toEqual({ seq: '6', hash });
  expect(() => parseHead('6')).toThrow(/SEQ:HASH/);
});

it('never prints the database address in its help', () => {
  process.env.DATABASE_URL = 'postgres://user:secret@db/tollgate';
  expect(auditCommand().commands[0]?.helpInformation()).not.toContain('secret');
});
