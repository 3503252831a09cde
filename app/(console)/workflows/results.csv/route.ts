import { findCtx } from '@/app/session';
import { workflowResults } from '@/lib/outcomes/server/workflow-results';
import { csvResponse, resultFields, resultHeadings } from '../csv';
import { readPeriod } from '../search-params';
import { workflowsContext } from '../workflows-context';

/** Profit and loss of every workflow over the period as CSV, exact. */
export async function GET(request: Request): Promise<Response> {
  if (!(await findCtx())) return new Response('Sign in first.', { status: 401 });
  const { ctx, currency, today } = await workflowsContext();
  const choice = readPeriod(new URL(request.url).searchParams.get('period') ?? undefined, today);
  return csvResponse(`tollgate-workflows_${choice.value}_${currency}.csv`, async () => {
    const { rows } = await workflowResults(ctx, { period: choice.period, currency });
    return [
      ['workflow', 'label', 'teams', ...resultHeadings(currency)],
      ...rows.map((row) => [
        row.workflow,
        row.label,
        row.teams.map(({ key }) => key).join(' '),
        ...resultFields(row),
      ]),
    ];
  });
}
