import { unstable_rethrow } from 'next/navigation';
import type { ActionResult } from '@/lib/action-result';
import { TollgateError } from '@/lib/errors';

export type { ActionError, ActionResult } from '@/lib/action-result';

/** Runs a server action's body. Refusals become values; redirects and faults pass through. */
export async function toResult<T>(run: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    unstable_rethrow(error);
    if (!(error instanceof TollgateError)) throw error;
    return { ok: false, error: { code: error.code, message: error.message, issues: error.issues } };
  }
}
