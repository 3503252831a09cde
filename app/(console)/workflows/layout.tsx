import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { QueryProvider } from '@/components/shell/query-provider';
import { WorkflowActionsProvider } from '@/components/workflows/actions-context';
import {
  archive,
  changeDefinition,
  correct,
  define,
  enter,
  importFile,
  previewFile,
  readEntries,
  setValue,
} from './actions';

const ACTIONS = {
  readEntries,
  define,
  changeDefinition,
  archive,
  setValue,
  enter,
  correct,
  importFile,
  previewFile,
};

export default function WorkflowsLayout({ children }: { children: ReactNode }) {
  return (
    <AreaMessages of={['workflows', 'errors']}>
      <QueryProvider>
        <WorkflowActionsProvider actions={ACTIONS}>{children}</WorkflowActionsProvider>
      </QueryProvider>
    </AreaMessages>
  );
}
