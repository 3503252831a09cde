import { unstable_rethrow } from 'next/navigation';
import { type ErrorCode, type Issue, TollgateError } from '@/lib/errors';

export interface ActionError {
  code: ErrorCode;
  message: string;
  issues: Issue[];
}

/** What a server action gives back: the value, or an error the form can show beside its fields. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError };

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
