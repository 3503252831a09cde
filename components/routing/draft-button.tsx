'use client';

import { useRouter } from 'next/navigation';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useRoutingActions } from './actions-context';

/** Begins a draft for a team (null: the organisation), from a version or what is in force, and opens it. */
export function DraftButton({
  teamId,
  fromVersionId,
  label,
  main = false,
}: {
  teamId: string | null;
  fromVersionId?: string;
  label: string;
  main?: boolean;
}) {
  const router = useRouter();
  const { draft } = useRoutingActions();
  const { submit, busy, explain } = useSubmit();
  return (
    <Button
      variant={main ? 'primary' : 'secondary'}
      busy={busy}
      onClick={async () => {
        const made = await submit(() => draft({ teamId, ...(fromVersionId && { fromVersionId }) }));
        if (!made.ok) return toast.error(explain(made.error));
        router.push(`/routing/${made.value.policyId}?version=${made.value.versionId}`);
        router.refresh();
      }}
    >
      {label}
    </Button>
  );
}
