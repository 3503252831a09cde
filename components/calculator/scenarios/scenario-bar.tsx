'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { encodeState } from '@/lib/calculator/state';
import { useCalculator } from '../calculator-context';
import { ExportScenario } from './export-scenario';
import { FromActuals } from './from-actuals';
import { KeepInitiative } from './keep-initiative';
import { SaveScenario } from './save-scenario';
import { SCENARIO_PARAM } from './scenario-href';
import { useScenarios } from './scenarios-context';
import { ShareScenario } from './share-scenario';

/** What can be done with what is in the calculator: read from the ledger, share, export, keep, save. */
export function ScenarioBar() {
  const { state } = useCalculator();
  const { open } = useScenarios();
  useOpened();
  const name = open?.name ?? null;
  return (
    <>
      <FromActuals />
      <ShareScenario state={state} name={name} />
      <ExportScenario state={state} name={name} />
      <KeepInitiative state={state} scenario={open} />
      <SaveScenario />
    </>
  );
}

/** The scenario that the address says is open, read once. */
function useOpened(): void {
  const id = useSearchParams().get(SCENARIO_PARAM);
  const { actions, open, setOpen } = useScenarios();
  useEffect(() => {
    if (id === null || open?.id === id) return;
    let current = true;
    actions.readScenario(id).then((result) => {
      if (!current || !result.ok) return;
      const { name, own, team, updatedAt, state } = result.value.scenario;
      setOpen({ id, name, own, teamId: team?.id ?? null, updatedAt, saved: encodeState(state) });
    });
    return () => {
      current = false;
    };
  }, [id, open?.id, actions, setOpen]);
}
