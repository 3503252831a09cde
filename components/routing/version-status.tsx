'use client';

import { Status, type Tone } from '@/components/ui/status';
import type { VersionStatus } from '@/lib/routing/policy';
import { useRoutingText } from './use-routing-text';

const TONES: Record<VersionStatus, Tone> = {
  draft: 'neutral',
  submitted: 'warn',
  approved: 'info',
  published: 'good',
  retired: 'neutral',
};

/** Where a version is on its way. */
export function VersionStatusMark({ status }: { status: VersionStatus }) {
  const { t } = useRoutingText();
  return <Status tone={TONES[status]}>{t(`status.${status}`)}</Status>;
}
