'use client';

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { ActionResult } from '@/lib/action-result';
import type { NoActuals, WorkloadFromActuals } from '@/lib/calculator/actuals';
import type { ScenarioDetail, ScenarioDto, ScenarioShows } from '@/lib/calculator/scenario-dto';
import type {
  DuplicateScenarioInput,
  RenameScenarioInput,
  SaveScenarioInput,
  UpdateScenarioInput,
} from '@/lib/calculator/scenario-input';
import type { InitiativeDto, KeepInitiativeInput } from '@/lib/savings/initiative';
import { SCENARIO_PARAM } from './scenario-href';

type Done<T = unknown> = Promise<ActionResult<T>>;

export interface ActualsAsked {
  workflow: string;
  days?: number;
  period?: { from: string; to: string } | null;
}

export interface WorkflowChoice {
  workflow: string;
  label: string;
  calls: string;
}

/** The server actions of scenarios, handed to their components by the layout. */
export interface ScenarioActions {
  readScenarios: (show: ScenarioShows) => Done<ScenarioDto[]>;
  readScenario: (scenarioId: string) => Done<ScenarioDetail>;
  save: (input: SaveScenarioInput) => Done<{ scenarioId: string; updatedAt: string }>;
  update: (input: UpdateScenarioInput) => Done<{ scenarioId: string; updatedAt: string }>;
  rename: (input: RenameScenarioInput) => Done;
  duplicate: (input: DuplicateScenarioInput) => Done<{ scenarioId: string }>;
  archive: (scenarioId: string) => Done;
  restore: (scenarioId: string) => Done;
  comment: (scenarioId: string, body: string) => Done;
  withdraw: (commentId: string) => Done;
  readActuals: (asked: ActualsAsked) => Done<WorkloadFromActuals | NoActuals>;
  readWorkflows: (days: number) => Done<WorkflowChoice[]>;
  keep: (input: KeepInitiativeInput) => Done<{ initiativeId: string; replaced: boolean }>;
  readInitiatives: (scenarioId: string | null) => Done<InitiativeDto[]>;
}

/** Who reads, and what they may do. */
export interface ScenarioReader {
  /** Teams a scenario of theirs may be for. */
  teams: { id: string; name: string }[];
  timeZone: string;
  maySave: boolean;
  /** For the whole organisation, for their own teams, or not. */
  proposes: 'all' | 'own' | 'none';
  /** Sees other people's scenarios too. */
  seesTeams: boolean;
}

/** The saved scenario that is open in the calculator: what "save" writes to. */
export interface OpenScenario {
  id: string;
  name: string;
  own: boolean;
  teamId: string | null;
  updatedAt: string;
  /** Its state as saved, in the words of a link. */
  saved: string;
}

interface Scenarios {
  actions: ScenarioActions;
  reader: ScenarioReader;
  open: OpenScenario | null;
  setOpen: (open: OpenScenario | null) => void;
}

const Context = createContext<Scenarios | null>(null);

/** Above all tabs, so that the scenario that is open stays open from tab to tab. */
export function ScenariosProvider({
  actions,
  reader,
  children,
}: {
  actions: ScenarioActions;
  reader: ScenarioReader;
  children: ReactNode;
}) {
  const [open, setKept] = useState<OpenScenario | null>(null);
  const setOpen = useCallback((next: OpenScenario | null) => {
    setKept(next);
    writeParam(next?.id ?? null);
  }, []);
  const value = useMemo(() => ({ actions, reader, open, setOpen }), [actions, reader, open, setOpen]);
  return <Context value={value}>{children}</Context>;
}

export function useScenarios(): Scenarios {
  const scenarios = useContext(Context);
  if (!scenarios) throw new Error('This is outside of the calculator.');
  return scenarios;
}

/** The address of the workload page says which scenario is open, so that loading it again opens the same. */
function writeParam(id: string | null): void {
  if (window.location.pathname !== '/calculator') return;
  const params = window.location.search.replace(/^\?/, '').split('&').filter(Boolean);
  const others = params.filter((part) => !part.startsWith(`${SCENARIO_PARAM}=`));
  const search = [...others, ...(id === null ? [] : [`${SCENARIO_PARAM}=${id}`])].join('&');
  window.history.replaceState(null, '', `${window.location.pathname}${search ? `?${search}` : ''}`);
}
