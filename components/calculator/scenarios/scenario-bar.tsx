'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { encodeState } from '@/lib/calculator/state';
import { useCalculator } from '../calculator-context';
import { ExportScenario } from './export-scenario';
import { FromActuals } from './from-actuals';
import { KeepInitiative } from './keep-initiative';
import { SaveScenario } from './save-scenario';
import { SCENARIO_PARAM } from './scenario-href';
import { type OpenScenario, useScenarios } from './scenarios-context';
import { ShareScenario } from './share-scenario';

/** What can be done with what is in the calculator: read from the ledger, share, export, keep, save. */
export function ScenarioBar() {
  const { state } = useCalculator();
  const open = useOpened();
  const name = open?.name ?? null;
  return (
    <>
      <FromActuals />
      <ShareScenario state={state} name={name} />
      <ExportScenario state={state} name={name} />
      <KeepInitiative state={state} scenario={open} />
      <SaveScenario open={open} />
    </>
  );
}

/** The scenario that is open. Where the address names another, that one is read first, and until then none is open. */
function useOpened(): OpenScenario | null {
  const id = useSearchParams().get(SCENARIO_PARAM);
  const { actions, open, setOpen } = useScenarios();
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (id === null || open?.id === id || asked.current === id) return;
    asked.current = id;
    actions.readScenario(id).then((result) => {
      if (!result.ok || asked.current !== id) return;
      const { name, own, team, updatedAt, state } = result.value.scenario;
      setOpen({ id, name, own, teamId: team?.id ?? null, updatedAt, saved: encodeState(state) });
    });
  }, [id, open?.id, actions, setOpen]);
  return open && (id === null || id === open.id) ? open : null;
}
