import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { ClientProviders } from '@/components/shell/client-providers';

/** Everything a page may rely on: messages, theme, server state, URL state, toasts. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <NextIntlClientProvider>
      <ClientProviders nonce={nonce}>{children}</ClientProviders>
    </NextIntlClientProvider>
  );
}
