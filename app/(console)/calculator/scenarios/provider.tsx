import type { ReactNode } from 'react';
import { ScenariosProvider } from '@/components/calculator/scenarios/scenarios-context';
import {
  archive,
  comment,
  duplicate,
  keep,
  readActuals,
  readInitiatives,
  readScenario,
  readScenarios,
  readWorkflows,
  rename,
  restore,
  save,
  update,
  withdraw,
} from './actions';
import { scenarioReader } from './scenarios-context';

const ACTIONS = {
  ...{ readScenarios, readScenario, readActuals, readWorkflows, readInitiatives },
  ...{ save, update, rename, duplicate, archive, restore, comment, withdraw, keep },
};

/** What saving, sharing and reading from the ledger need, for every tab of the calculator. */
export async function Scenarios({ children }: { children: ReactNode }) {
  return (
    <ScenariosProvider actions={ACTIONS} reader={await scenarioReader()}>
      {children}
    </ScenariosProvider>
  );
}
