import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { EvaluationActionsProvider } from '@/components/evaluation/actions-context';
import { EvidenceTabs } from '@/components/evaluation/evidence-tabs';
import { QueryProvider } from '@/components/shell/query-provider';
import * as actions from './actions';

const ACTIONS = { ...actions };

export default function EvidenceLayout({ children }: { children: ReactNode }) {
  return (
    <AreaMessages of={['evaluation', 'errors']}>
      <EvidenceTabs />
      <QueryProvider>
        <EvaluationActionsProvider actions={ACTIONS}>{children}</EvaluationActionsProvider>
      </QueryProvider>
    </AreaMessages>
  );
}
