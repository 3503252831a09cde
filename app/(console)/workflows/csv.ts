import { type ErrorCode, TollgateError } from '@/lib/errors';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';

const STATUS: Partial<Record<ErrorCode, number>> = { forbidden: 403, not_found: 404, invalid: 400 };
/** Excel reads UTF-8 only where the file says so. */
const BOM = '\uFEFF';

/** A file of lines to download, or the refusal as its status. */
export async function csvResponse(
  name: string,
  read: () => Promise<readonly (readonly string[])[]>,
): Promise<Response> {
  try {
    const lines = await read();
    return new Response(BOM + lines.map((fields) => `${fields.map(cell).join(',')}\r\n`).join(''), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    if (error instanceof TollgateError)
      return new Response(error.message, { status: STATUS[error.code] ?? 500 });
    throw error;
  }
}

/** Quoted where needed; text that a spreadsheet would run as a formula is disarmed, amounts are not. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]/.test(text) || /^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const resultHeadings = (currency: string): string[] => {
  const money = currency.toLowerCase();
  return [
    'unit',
    'outcomes',
    `effective_cost_${money}`,
    `outcome_value_${money}`,
    `margin_${money}`,
    `cost_per_outcome_${money}`,
    `value_per_outcome_${money}`,
    'rework_share',
    'break_even_outcomes',
    'unpriced_tokens',
    'gap',
  ];
};

/** The exact figures of a result, nothing rounded; what is unknown is empty. */
export const resultFields = (result: WorkflowResult): string[] =>
  [
    result.outcome?.unit,
    result.outcomes,
    result.effectiveCost.value,
    result.outcomeValue,
    result.margin,
    result.costPerOutcome,
    result.valuePerOutcome,
    result.reworkShare,
    result.breakEven,
    result.unpricedTokens,
    result.gap,
  ].map((field) => field ?? '');
