import type { Tx } from '@/db/client';
import { invalid } from '../../errors';
import { checkPolicy } from '../checks';
import { loadCheckContext } from './check-context';
import { bodyOf, type PolicyRecord, type VersionRecord } from './policy-rows';

/**
 * Throws `invalid` where the checks find an error at `at`, naming each: a version is held against the evidence, prices
 * and names of now at every step, not only when it was handed in. `remedy`: what else to do, after what is wrong.
 */
export async function assertNoErrors(
  tx: Tx,
  at: Date,
  { policy, version }: { policy: PolicyRecord; version: VersionRecord },
  remedy = '',
): Promise<void> {
  const context = await loadCheckContext(tx, at, policy.teamId);
  const errors = checkPolicy(bodyOf(version), context).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const worded = (detail: string) => (remedy ? `${detail} ${remedy}` : detail);
  throw invalid(
    worded(first.detail),
    errors.map(({ code, ruleId, detail }) => ({
      path: ruleId === null ? 'policy' : `rules.${ruleId}`,
      code,
      message: worded(detail),
    })),
  );
}
