'use client';

import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import type { PolicyDto, PolicyVersionDto } from '@/lib/routing/policy-dto';
import { useRoutingActions } from './actions-context';
import { useRoutingText } from './use-routing-text';

type Run = (reason: string) => Promise<ActionResult<unknown>>;

/** What the reader may do with a version now: hand in, take back, decide, put in force, throw away. */
export function VersionActions({
  version,
  blocked = false,
}: {
  version: PolicyVersionDto;
  /** Changes that are not saved, or errors: it cannot be handed in. */
  blocked?: boolean;
}) {
  const { t } = useRoutingText();
  const actions = useRoutingActions();
  const { may } = version;
  const versionId = version.id;
  const noted = (note: string) => ({ versionId, ...(note && { note }) });
  return (
    <>
      {may.discard && <Step of="discard" reason="none" danger run={() => actions.discard({ versionId })} />}
      {may.withdraw && <Step of="withdraw" reason="none" run={() => actions.withdraw({ versionId })} />}
      {may.decide && (
        <Step of="reject" reason="required" danger run={(note) => actions.reject({ versionId, note })} />
      )}
      {may.submit && (
        <Step
          of="submit"
          reason="optional"
          main
          disabled={blocked}
          run={(note) => actions.submit(noted(note))}
        />
      )}
      {may.decide && (
        <Step of="approve" reason="optional" main run={(note) => actions.approve(noted(note))} />
      )}
      {may.publish && (
        <Step of="publish" reason="optional" main run={(note) => actions.publish(noted(note))} />
      )}
      {version.status === 'submitted' && version.isOwn && !may.withdraw && (
        <span className="text-ink2">{t('steps.ownWork')}</span>
      )}
    </>
  );
}

/** One click back to the version that was in force before. */
export function RollBack({ policy }: { policy: PolicyDto }) {
  const { rollBack } = useRoutingActions();
  if (!policy.may.rollBack) return null;
  return <Step of="rollBack" reason="required" run={(reason) => rollBack({ policyId: policy.id, reason })} />;
}

/** Ends the policy with all its versions. */
export function Retire({ policy }: { policy: PolicyDto }) {
  const { retire } = useRoutingActions();
  if (!policy.may.retire) return null;
  return (
    <Step of="retire" reason="required" danger run={(reason) => retire({ policyId: policy.id, reason })} />
  );
}

function Step({
  of,
  run,
  reason,
  main = false,
  danger = false,
  disabled = false,
}: {
  of: 'discard' | 'withdraw' | 'reject' | 'submit' | 'approve' | 'publish' | 'rollBack' | 'retire';
  run: Run;
  reason: 'required' | 'optional' | 'none';
  main?: boolean;
  danger?: boolean;
  disabled?: boolean;
}): ReactNode {
  const { t } = useRoutingText();
  const router = useRouter();
  const pathname = usePathname();
  const { submit, explain } = useSubmit();
  return (
    <ConfirmDialog
      trigger={
        <Button variant={main ? 'primary' : danger ? 'danger' : 'secondary'} disabled={disabled}>
          {t(`steps.${of}`)}
        </Button>
      }
      title={t(`steps.${of}Title`)}
      description={t(`steps.${of}Text`)}
      confirmLabel={t(`steps.${of}`)}
      reason={reason}
      danger={danger}
      onConfirm={async (said) => {
        const result = await submit(() => run(said));
        if (!result.ok) return explain(result.error);
        toast.success(t(`steps.${of}Done`));
        // What was taken back goes on as a draft, which the page shows by itself.
        if (of === 'withdraw' || of === 'discard') router.push(pathname);
        router.refresh();
        return undefined;
      }}
    />
  );
}
