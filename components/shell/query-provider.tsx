'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

/** Refused or invalid requests do not become right by asking again. */
const newQueryClient = () =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false } },
  });

let kept: QueryClient | undefined;

/** A browser keeps what it has read from one area to the next; a server must share nothing between readers. */
function queryClient(): QueryClient {
  if (typeof window === 'undefined') return newQueryClient();
  kept ??= newQueryClient();
  return kept;
}

/** For the areas whose client parts ask the server by themselves (`useQuery`): the others load nothing of it. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(queryClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
