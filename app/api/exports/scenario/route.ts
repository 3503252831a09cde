import { getTranslations } from 'next-intl/server';
import { findCtx } from '@/app/session';
import { csvText } from '@/components/calculator/kit/csv-text';
import { type PriceList, rateFor } from '@/lib/calculator/price-list';
import { reportOf } from '@/lib/calculator/report';
import { reportTable, type SayKey } from '@/lib/calculator/report-table';
import { decodeState, type ScenarioState, STATE_PARAM, startingState } from '@/lib/calculator/state';
import { compilePrices } from '@/lib/calculator/usage-cost-prices';
import { TollgateError } from '@/lib/errors';
import { listPricedModels } from '@/lib/pricing/server/list-priced-models';
import { type ScenarioFile, scenarioWorkbook } from '@/lib/reports/server/scenario-workbook';

export const dynamic = 'force-dynamic';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * What is in the calculator as a file, with today's prices: `?s=<state>&format=xlsx|csv&name=<name>`. A state that
 * cannot be read whole is refused, because a file of something else would be believed.
 */
export async function GET(request: Request): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return new Response('Sign in first.', { status: 401 });
  const params = new URL(request.url).searchParams;
  const { state, problem } = decodeState(params.get(STATE_PARAM) ?? '', startingState('USD'));
  if (problem) return new Response('This address does not hold a whole scenario.', { status: 400 });
  const name = (params.get('name') ?? '').trim().slice(0, 120);
  try {
    const list = await listPricedModels(ctx, {});
    const file = fileOf(name, state, list);
    if (typeof file === 'string') return new Response(file, { status: 422 });
    const t = await getTranslations('scenarios');
    const say: SayKey = (key) => t(key as 'baseline');
    return params.get('format') === 'csv'
      ? answer(csvText(reportTable(file.report, file.rate, say)), 'text/csv; charset=utf-8', name, 'csv')
      : answer(new Blob([(await scenarioWorkbook(file, say)) as BlobPart]), XLSX, name, 'xlsx');
  } catch (error) {
    if (error instanceof TollgateError) return new Response(error.message, { status: 403 });
    throw error;
  }
}

function fileOf(name: string, state: ScenarioState, list: PriceList): ScenarioFile | string {
  const report = reportOf(state, compilePrices(list.models));
  if (!report.priced) return `${report.model} has no price to reckon with.`;
  const rate = rateFor(list, state.currency);
  return { name: name || 'Tollgate', report, day: list.day, models: list.models, rate };
}

function answer(body: BodyInit, type: string, name: string, ending: string): Response {
  const plain = name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'scenario';
  const full = encodeURIComponent(`tollgate-${name || 'scenario'}.${ending}`);
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="tollgate-${plain}.${ending}"; filename*=UTF-8''${full}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
