import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { getCtx } from '@/app/session';
import type { BudgetDetail } from '@/lib/budgets/budget-dto';
import { budgetDays } from '@/lib/budgets/server/budget-days';
import { getBudget } from '@/lib/budgets/server/get-budget';
import { TollgateError } from '@/lib/errors';
import { budgetsContext, placesFor } from '../budgets-context';
import { readDay } from '../read-day';
import { BudgetClient } from './client';

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Another team's budget is not there for a reader of own teams. */
const readBudget = cache(async (budgetId: string): Promise<BudgetDetail> => {
  try {
    return await getBudget(await getCtx(), { budgetId });
  } catch (error) {
    if (error instanceof TollgateError && ['not_found', 'invalid', 'forbidden'].includes(error.code))
      notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await readBudget((await params).id)).budget.name };
}

export default async function BudgetPage({ params, searchParams }: PageProps) {
  const [{ id }, asked, { ctx, may, timeZone, today }] = await Promise.all([
    params,
    searchParams,
    budgetsContext(),
  ]);
  const day = readDay(asked.day);
  const detail = await readBudget(id);
  const [days, places] = await Promise.all([
    budgetDays(ctx, { budgetId: id, ...(day && { day }) }),
    placesFor(ctx, may),
  ]);
  return (
    <BudgetClient
      key={day}
      initial={detail}
      days={days}
      day={day}
      owners={places?.owners ?? []}
      mayStop={may('budgets.stop')}
      today={today}
      timeZone={timeZone}
    />
  );
}
