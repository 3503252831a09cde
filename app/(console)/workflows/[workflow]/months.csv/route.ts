import { findCtx } from '@/app/session';
import { notFound } from '@/lib/errors';
import { workflowResult } from '@/lib/outcomes/server/workflow-result';
import { csvResponse, resultFields, resultHeadings } from '../../csv';
import { readPeriod } from '../../search-params';
import { workflowOf } from '../../workflow-name';
import { workflowsContext } from '../../workflows-context';

/** Thirteen months of a workflow's profit and loss as CSV, exact. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ workflow: string }> },
): Promise<Response> {
  if (!(await findCtx())) return new Response('Sign in first.', { status: 401 });
  const { ctx, currency, today } = await workflowsContext();
  const workflow = workflowOf((await params).workflow);
  const choice = readPeriod(new URL(request.url).searchParams.get('period') ?? undefined, today);
  return csvResponse(`tollgate-workflow-${workflow}_${choice.value}_${currency}.csv`, async () => {
    const detail = await workflowResult(ctx, { workflow, period: choice.period, currency });
    if (!detail) throw notFound('There is no such workflow.');
    return [
      ['month', ...resultHeadings(currency)],
      ...detail.trend.map((row) => [row.month, ...resultFields(row)]),
    ];
  });
}
