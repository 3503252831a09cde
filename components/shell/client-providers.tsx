'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ThemeProvider } from 'next-themes';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { onToastsWanted, toastsWanted } from '@/components/ui/toast';

const Toaster = dynamic(() => import('@/components/ui/toaster'), { ssr: false });

/** Refused or invalid requests do not become right by asking again. */
const newQueryClient = () =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false } },
  });

export function ClientProviders({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(newQueryClient);
  const toasts = useSyncExternalStore(onToastsWanted, toastsWanted, () => false);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
    >
      <QueryClientProvider client={client}>
        {children}
        {toasts && <Toaster />}
      </QueryClientProvider>
    </ThemeProvider>
  );
}
