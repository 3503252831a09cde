import type { ActionResult } from '@/lib/action-result';

/** The value of an action, or its refusal as an error for a query to hold. */
export async function unwrap<T>(result: Promise<ActionResult<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.error.message);
  return settled.value;
}
