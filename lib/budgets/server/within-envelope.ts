import { isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { budgets } from '@/db/schema';
import type { Actor } from '../../access/actor';
import { refusal } from '../../access/fields';
import { type Budget, blockingPercent } from '../budget';
import { PERIODS_PER_YEAR } from '../budget-period';
import { checkEnvelope, type EnvelopeBudget } from '../envelope';
import { ownText } from '../own-unit';
import { budgetOfRow } from './budget-config';
import { may } from './may';
import { loadPlaces } from './places';

const ENVELOPE = 'budgets.envelope';

/** Every budget in force, as the envelope sees it. */
export async function liveBudgets(tx: Tx): Promise<Budget[]> {
  return (await tx.select().from(budgets).where(isNull(budgets.archivedAt))).map(budgetOfRow);
}

/**
 * Refuses a change that gives on more than there is, unless the actor sets envelopes. `changed` is the budget as it
 * will be; `after` are all budgets then. Call it once other changes are held off (`bumpBudgets`, `changeMapping`).
 */
export async function assertWithinEnvelope(
  tx: Tx,
  actor: Actor,
  { before, after, changed }: { before: Budget[]; after: Budget[]; changed: Budget },
): Promise<void> {
  if (may(actor, ENVELOPE, null)) return;
  const verdict = checkEnvelope(before as EnvelopeBudget[], after, changed, await loadPlaces(tx));
  if (verdict.fits) return;
  if (verdict.code === 'no_envelope')
    throw refusal(
      'forbidden',
      'limit',
      'no_envelope',
      'No budget above this one says how much there is to divide. Ask the CFO to set one; until then you can only lower limits.',
    );
  const { annualRoom, above } = verdict;
  const fits = annualRoom > 0n ? annualRoom / PERIODS_PER_YEAR[changed.period] : 0n;
  const unit = changed.unit === 'tokens' ? 'tokens' : changed.currency;
  throw refusal(
    'forbidden',
    'limit',
    'over_allocation',
    `The budget of the ${above.kind} above leaves at most ${ownText(fits, changed)} ${unit} for this one. Lower the limit, or ask for a raise.`,
  );
}

/** When a team's own budget stops calls is for those who set envelopes: a lead may make it stricter, not looser. */
export function assertNotLoosened(actor: Actor, before: Budget, after: Budget): void {
  if (before.scope.kind !== 'team' || may(actor, ENVELOPE, null)) return;
  const [was, is] = [blockingPercent(before.thresholds), blockingPercent(after.thresholds)];
  const loosened = (path: string, message: string) => refusal('forbidden', path, 'block_loosened', message);
  if (was !== null && (is === null || is > was))
    throw loosened(
      'thresholds',
      `This budget stops calls at ${was} %. You can make it stop earlier; ask the CFO to let it go further.`,
    );
  if (before.whenUnpriced === 'deny' && after.whenUnpriced === 'allow')
    throw loosened(
      'whenUnpriced',
      'This budget stops models without a price. Ask the CFO to let them through.',
    );
  if (before.whenUnavailable === 'closed' && after.whenUnavailable === 'open')
    throw loosened(
      'whenUnavailable',
      'This budget stops calls while the database is away. Ask the CFO to let them through.',
    );
}
