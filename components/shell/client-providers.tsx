'use client';

import dynamic from 'next/dynamic';
import { ThemeProvider } from 'next-themes';
import { type ReactNode, useSyncExternalStore } from 'react';
import { onToastsWanted, toastsWanted } from '@/components/ui/toast';

const Toaster = dynamic(() => import('@/components/ui/toaster'), { ssr: false });

export function ClientProviders({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const toasts = useSyncExternalStore(onToastsWanted, toastsWanted, () => false);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
    >
      {children}
      {toasts && <Toaster />}
    </ThemeProvider>
  );
}
