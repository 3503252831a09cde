'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';

/** After a change: the page and everything of the area is read again. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    router.refresh();
    await client.invalidateQueries({ queryKey: ['workflows'] });
  };
}
