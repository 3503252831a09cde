import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { getDb } from '@/app/database';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { findPasswordLink } from '@/lib/access/server/password-links';
import { PasswordForm } from './password-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('linkTitle'), referrer: 'no-referrer' };
}

export default async function PasswordLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [t, link] = await Promise.all([
    getTranslations('signIn'),
    findPasswordLink(getDb(), new Date(), token),
  ]);
  if (!link)
    return (
      <EmptyState
        title={<h1>{t('linkGone')}</h1>}
        action={
          <Button asChild>
            <Link href="/sign-in">{t('toSignIn')}</Link>
          </Button>
        }
      >
        {t('linkGoneHelp')}
      </EmptyState>
    );
  return (
    <div className="mx-auto max-w-[360px]">
      <PageHeader title={t('linkTitle')} sub={t('linkLead', { email: link.email })} />
      <PasswordForm token={token} email={link.email} />
    </div>
  );
}
