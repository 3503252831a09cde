'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** What a page shows instead of itself when it failed. `reference` finds the fault in the server's log. */
export function ErrorMessage({ reference, retry }: { reference: string | undefined; retry: () => void }) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  return (
    <div role="alert" className="grid max-w-[44em] justify-items-start gap-3 py-10">
      <h1 className="font-serif text-headline text-balance">{t('errorTitle')}</h1>
      <p className="text-ink2">{reference ? t('errorText', { reference }) : t('errorTextNoReference')}</p>
      <Button variant="primary" onClick={retry}>
        {common('tryAgain')}
      </Button>
    </div>
  );
}
