import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ssoEnabled } from '@/app/auth-options';
import { getDb } from '@/app/database';
import { findCtx } from '@/app/session';
import { PageHeader } from '@/components/ui/page-header';
import { safeReturnPath } from '@/lib/access/return-path';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { DemoSignIn } from './demo-sign-in';
import { SignInForm } from './sign-in-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [params, organisation] = await Promise.all([searchParams, getOrganisation(getDb())]);
  if (!organisation) redirect('/setup');
  const next = safeReturnPath(typeof params.next === 'string' ? params.next : undefined);
  if (await findCtx()) redirect(next);
  const t = await getTranslations('signIn');
  const problem =
    params.error === 'unknown-account' ? t('unknownAccount') : params.error ? t('failed') : undefined;
  return (
    <>
      <PageHeader title={t('lead', { organisation: organisation.name })} />
      <div className={organisation.isDemo ? 'grid gap-10 md:grid-cols-2 md:gap-14' : 'max-w-[360px]'}>
        <SignInForm next={next} sso={ssoEnabled()} problem={problem} />
        {organisation.isDemo && <DemoSignIn next={next} />}
      </div>
    </>
  );
}
