import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { getDb } from '@/app/database';
import { PageHeader } from '@/components/ui/page-header';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { wholeHourZones } from '@/lib/access/time-zones';
import { SetupForm } from './setup-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('setup'))('title') };
}

export default async function SetupPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { token } = await searchParams;
  if (await getOrganisation(getDb())) redirect('/sign-in');
  const t = await getTranslations('setup');
  return (
    <div className="mx-auto max-w-[520px]">
      <PageHeader title={t('title')} sub={t('lead')} />
      <SetupForm zones={wholeHourZones()} token={typeof token === 'string' ? token : ''} />
    </div>
  );
}
