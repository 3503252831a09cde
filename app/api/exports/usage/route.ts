import { findCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { BOM, eventsCsv, eventsCsvHeading, splitCsv } from '@/lib/attribution/csv';
import { cellSchema, type UsageQuery, usageQuerySchema, WHOLE } from '@/lib/attribution/query';
import { decodeQuery } from '@/lib/attribution/search-params';
import { listEvents, MAX_PAGE } from '@/lib/attribution/server/list-events';
import { MAX_ROWS, splitUsage } from '@/lib/attribution/server/split-usage';
import { type ErrorCode, invalid, TollgateError } from '@/lib/errors';
import { monthPeriod } from '@/lib/time/fiscal';
import { addDays, dayOf } from '@/lib/time/period';

export const dynamic = 'force-dynamic';

const STATUS: Partial<Record<ErrorCode, number>> = { unauthenticated: 401, forbidden: 403, invalid: 400 };

/**
 * The current Explore view as CSV: `?<query>`; with `rows=events` the events beneath it (or beneath `cell`, the JSON
 * of a cell). A link that cannot be read is refused, because a file of something else would be believed.
 */
export async function GET(request: Request): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return new Response('Sign in first.', { status: 401 });
  try {
    const params = new URL(request.url).searchParams;
    const query = await readQuery(ctx, params);
    return params.get('rows') === 'events' ? exportEvents(ctx, query, params) : await exportSplit(ctx, query);
  } catch (error) {
    if (error instanceof TollgateError)
      return new Response(error.message, { status: STATUS[error.code] ?? 500 });
    throw error;
  }
}

async function readQuery(ctx: Ctx, params: URLSearchParams): Promise<UsageQuery> {
  const organisation = await getOrganisation(ctx.db);
  const defaults = usageQuerySchema.parse({
    period: monthPeriod(dayOf(ctx.now, organisation?.timeZone ?? 'Asia/Hong_Kong')),
    currency: organisation?.readingCurrency ?? 'HKD',
  });
  const { query, ignored } = decodeQuery(params, defaults);
  if (ignored.length > 0)
    throw invalid(`This address cannot be exported: ${ignored.join(', ')} cannot be read.`);
  return query;
}

async function exportSplit(ctx: Ctx, query: UsageQuery): Promise<Response> {
  const split = await splitUsage(ctx, { query, limit: MAX_ROWS });
  return csvResponse([BOM, ...splitCsv(split)].join(''), fileName('usage', query));
}

function exportEvents(ctx: Ctx, query: UsageQuery, params: URLSearchParams): Response {
  const cell = readCell(params.get('cell'));
  const pages = eventPages(ctx, query, cell);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => pages.return(undefined).then(() => {}),
  });
  return csvResponse(stream, fileName('events', query));
}

function readCell(text: string | null) {
  if (text === null) return WHOLE;
  try {
    return cellSchema.parse(JSON.parse(text));
  } catch {
    throw invalid('The cell in this address cannot be read.');
  }
}

async function* eventPages(ctx: Ctx, query: UsageQuery, cell: typeof WHOLE): AsyncGenerator<string> {
  yield BOM + eventsCsvHeading();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listEvents>> = await listEvents(ctx, {
      query,
      cell,
      cursor,
      limit: MAX_PAGE,
    });
    yield eventsCsv(page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** Names what is inside: kind, first and last day, what it is split by, currency. */
function fileName(kind: string, { period, dimensions, currency }: UsageQuery): string {
  const by = dimensions.length > 0 ? `_by-${dimensions.join('-').replaceAll(/[^a-z0-9_-]/g, '-')}` : '';
  return `tollgate-${kind}_${period.from}_${addDays(period.to, -1)}${by}_${currency}.csv`;
}

const csvResponse = (body: BodyInit, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
