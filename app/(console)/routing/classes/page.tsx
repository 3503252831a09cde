import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getDb } from '@/app/database';
import { getCtx } from '@/app/session';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { TollgateError } from '@/lib/errors';
import { CLASSIFIER_VIEWS } from '@/lib/routing/classify/agreement-dto';
import { classifierAgreement } from '@/lib/routing/server/classifier-agreement';
import { listTaskClasses } from '@/lib/routing/server/list-task-classes';
import { listWorkflowClasses } from '@/lib/routing/server/list-workflow-classes';
import { addMonths, startOfMonth } from '@/lib/time/days';
import { dayOf } from '@/lib/time/period';
import { ClassesClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('taskClasses'))('title') };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayIn = (value: string | string[] | undefined, otherwise: string): string =>
  typeof value === 'string' && DAY.test(value) ? value : otherwise;

/** Task classes and their classifier, measured on the last whole month unless other days are asked for. */
export default async function ClassesPage({ searchParams }: Props) {
  const [asked, ctx, organisation] = await Promise.all([searchParams, getCtx(), getOrganisation(getDb())]);
  const month = startOfMonth(dayOf(ctx.now, organisation?.timeZone ?? 'Asia/Hong_Kong'));
  const period = { from: dayIn(asked.from, addMonths(month, -1)), to: dayIn(asked.to, month) };
  const view = CLASSIFIER_VIEWS.find((one) => one === asked.view) ?? 'gate';
  const found = await classifierAgreement(ctx, { period, view }).catch((error: unknown) => {
    if (error instanceof TollgateError && error.code === 'invalid') return null;
    throw error;
  });
  const [classes, workflows] = await Promise.all([
    listTaskClasses(ctx, {}),
    found && listWorkflowClasses(ctx, { period }),
  ]);
  return <ClassesClient period={period} view={view} found={found} classes={classes} workflows={workflows} />;
}
