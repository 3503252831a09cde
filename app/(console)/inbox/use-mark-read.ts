'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { INBOX_KEY } from '@/components/alerts/inbox-keys';
import { toast } from '@/components/ui/toast';
import { markReadAction } from './actions';

/** Marks alerts as read; the page and the bell follow. */
export function useMarkRead() {
  const t = useTranslations('alerts.inbox');
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async (alertIds: string[] | null) => {
      const result = await markReadAction(alertIds);
      if (!result.ok) throw new Error(result.error.message);
    },
    onSuccess: (_, alertIds) => {
      if (alertIds === null) toast.success(t('markedAll'));
    },
    onError: () => toast.error(t('refused')),
    onSettled: () => client.invalidateQueries({ queryKey: INBOX_KEY }),
  });
  return {
    markRead: (alertIds: string[]) => mutate(alertIds),
    markAll: () => mutate(null),
    busy: isPending,
  };
}
