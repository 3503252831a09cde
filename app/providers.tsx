import type { ReactNode } from 'react';
import { ClientProviders } from '@/components/shell/client-providers';
import { HkFonts } from '@/components/shell/hk-fonts';
import { AreaMessages } from './area-messages';

/** Everything a page may rely on: the shell's messages, theme, server state, toasts. Areas add their own words. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <AreaMessages of={[]}>
      <HkFonts />
      <ClientProviders nonce={nonce}>{children}</ClientProviders>
    </AreaMessages>
  );
}
