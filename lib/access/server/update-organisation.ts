import { organisation } from '@/db/schema';
import { changeMapping } from '../../budgets/server/mapping-lock';
import { recountBudgets } from '../../budgets/server/recount-budgets';
import { notFound } from '../../errors';
import { organisationFields } from '../organisation-fields';
import { getOrganisation } from './get-organisation';
import { verb } from './verb';

/**
 * Changes the name, fiscal year, reading currency and default language. The ledger is untouched
 * by any of them; another fiscal year gives budgets by quarter and year other periods.
 */
export const updateOrganisation = verb({
  name: 'updateOrganisation',
  permission: 'settings.edit',
  input: organisationFields,
  run: async ({ tx, ctx, input, audit }) => {
    const before = await getOrganisation(tx);
    if (!before) throw notFound('This installation is not set up yet.');
    await tx.update(organisation).set(input);
    if (input.fiscalYearStartMonth !== before.fiscalYearStartMonth) {
      await changeMapping(tx, ctx.now);
      await recountBudgets(tx, ctx.now);
    }
    const { timeZone: _zone, isDemo: _demo, ...changed } = before;
    await audit({
      action: 'organisation.update',
      subject: { kind: 'organisation', id: '1' },
      before: changed,
      after: input,
    });
  },
});
