import type { ErrorCode, Issue } from './errors';

export interface ActionError {
  code: ErrorCode;
  message: string;
  issues: Issue[];
}

/** What a server action gives back: the value, or an error the form can show beside its fields. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError };
