import { describe, expect, it } from 'vitest';
import { PACK_LOCALES } from '../../board/pack';
import { packVoice } from '../../board/server/pack-words';
import type { Statement } from '../../chargeback/statement';
import { paperStatement } from '../statement-document';
import { renderStatementPdf } from './render-statement-pdf';
import { pdfPages, squeezed } from './testing/pdf-text';

const statement: Statement = {
  ...{ month: '2026-10', period: { from: '2026-10-01', to: '2026-11-01' }, state: 'closed', version: 2 },
  frozen: true,
  ...{ closedAt: '2026-11-05T02:00:00.000Z', asOf: '2026-11-22T04:00:00.000Z', timeZone: 'Asia/Hong_Kong' },
  ...{ organisation: 'Test Group', currency: 'HKD', gap: null, exact: '52.0049' },
  fx: [{ from: '2026-10-01', to: '2026-11-01', rate: '7.8000000000', id: '1', source: 'HKMA' }],
  rule: {
    ...{ sharedBy: 'active_users', unownedBy: 'equal', sharedTeams: [], since: '2026-10' },
    ...{ setBy: 'Cfo', reason: 'Agreed by all heads' },
  },
  lines: [
    {
      ...{ key: 'ops', name: 'Operations', own: '20.01', shared: '12.00', unowned: '2.00', total: '34.01' },
      ...{ activeUsers: '2', teams: [{ key: 'support', name: 'Support', own: '20.01' }] },
    },
    {
      ...{ key: 'it', name: 'Technology', own: '9.99', shared: '6.00', unowned: '2.00', total: '17.99' },
      ...{ activeUsers: '1', teams: [{ key: 'data', name: 'Data', own: '9.99' }] },
    },
  ],
  totals: { own: '30.00', shared: '18.00', unowned: '4.00', total: '52.00' },
  sharedTeams: [
    { name: 'Platform', cost: '10.01' },
    { name: 'Gateway', cost: '7.99' },
  ],
  ...{ unownedTeams: [{ name: 'lab', cost: '4.00' }], requests: '1000', unpricedRequests: '1' },
};

describe('the PDF of a statement', () => {
  it.each(PACK_LOCALES)(
    'in %s says its figures, rule, rates and version to another program',
    async (locale) => {
      const text = (await pdfPages(await renderStatementPdf(statement, locale))).map(squeezed).join('');
      const { facts, headline, table, rule, basis } = paperStatement(statement, packVoice(locale));
      for (const said of [facts, headline, ...table.rows.flat(), ...rule, ...basis])
        expect(text).toContain(squeezed(said));
      const amounts = statement.lines.flatMap(({ own, shared, unowned, total, teams }) => [
        ...[own, shared, unowned, total, ...teams.map((team) => team.own)],
      ]);
      for (const amount of [...amounts, '30.00', '18.00', '4.00', '52.00'])
        expect(text).toContain(`HK$${amount}`);
    },
  );

  it('states the rule, what it split, the rate, the coverage and the version', () => {
    const { facts, rule, basis, table } = paperStatement(statement, packVoice('en'));
    expect(facts).toBe('Test Group · Chargeback · October 2026 · HKD · version 2 · 22 Nov 2026, 12:00');
    expect(rule).toContain('Shared: Platform HK$10.01, Gateway HK$7.99.');
    expect(basis).toEqual([
      '1 US$ = 7.8 HKD, 1 Oct 2026 – 31 Oct 2026 (HKMA)',
      '99.9 % of 1,000 requests have a price; 1 have none and are charged to nobody.',
    ]);
    expect(table.rows.at(-1)).toEqual(['All departments', 'HK$30.00', 'HK$18.00', 'HK$4.00', 'HK$52.00']);
  });

  it('has no total for a reader of some departments', async () => {
    const some = {
      ...statement,
      lines: statement.lines.slice(0, 1),
      totals: null,
      sharedTeams: [],
      unownedTeams: [],
    };
    const text = (await pdfPages(await renderStatementPdf(some, 'en'))).join('');
    expect(text).toContain('34.01');
    expect(text).not.toContain('52.00');
    expect(text).not.toContain('Technology');
  });
});
