import type { BudgetSubject } from './applies';
import type { Budget } from './budget';

/** A budget that a call or an event counts towards, with the subject of its counter. */
export interface AppliedBudget {
  budget: Budget;
  /** The user of a per-user budget, else 0. */
  subjectId: bigint;
}

interface Scoped {
  whole: Budget[];
  perUser: Budget[];
}

/** Budgets by what they hold, so that looking up those of a call does not depend on how many there are. */
export interface BudgetIndex {
  organisation: Scoped;
  departments: ReadonlyMap<bigint, Scoped>;
  teams: ReadonlyMap<bigint, Scoped>;
  /** By team, then workflow. */
  workflows: ReadonlyMap<bigint, ReadonlyMap<string, Budget[]>>;
  keys: ReadonlyMap<string, Budget[]>;
}

const NONE: readonly Budget[] = [];
const NOTHING: Scoped = { whole: [], perUser: [] };

export function indexBudgets(budgets: readonly Budget[]): BudgetIndex {
  const organisation: Scoped = { whole: [], perUser: [] };
  const departments = new Map<bigint, Scoped>();
  const teams = new Map<bigint, Scoped>();
  const workflows = new Map<bigint, Map<string, Budget[]>>();
  const keys = new Map<string, Budget[]>();
  const scoped = (map: Map<bigint, Scoped>, id: bigint) => entry(map, id, () => ({ whole: [], perUser: [] }));
  for (const budget of budgets) {
    const { scope } = budget;
    const list = scope.kind === 'user' ? 'perUser' : 'whole';
    const holder = scope.kind === 'user' ? scope.of : scope;
    if (holder.kind === 'organisation') organisation[list].push(budget);
    else if (holder.kind === 'department') scoped(departments, holder.departmentId)[list].push(budget);
    else if (holder.kind === 'team') scoped(teams, holder.teamId)[list].push(budget);
    else if (holder.kind === 'api_key') entry(keys, holder.keyId, () => []).push(budget);
    else
      entry(
        entry(workflows, holder.teamId, () => new Map()),
        holder.workflow,
        () => [],
      ).push(budget);
  }
  return { organisation, departments, teams, workflows, keys };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** The budgets that hold everyone of a team, department and workflow: not those of keys and of single users. */
export function sharedBudgets(
  index: BudgetIndex,
  { teamId, departmentId, workflow }: Pick<BudgetSubject, 'teamId' | 'departmentId' | 'workflow'>,
): Budget[] {
  return [
    ...index.organisation.whole,
    ...(departmentId === null ? NOTHING : (index.departments.get(departmentId) ?? NOTHING)).whole,
    ...(index.teams.get(teamId) ?? NOTHING).whole,
    ...(workflow === null ? NONE : (index.workflows.get(teamId)?.get(workflow) ?? NONE)),
  ];
}

/** The budgets that count each user of a team and department. */
export function perUserBudgets(
  index: BudgetIndex,
  { teamId, departmentId }: Pick<BudgetSubject, 'teamId' | 'departmentId'>,
): Budget[] {
  return [
    ...index.organisation.perUser,
    ...(departmentId === null ? NOTHING : (index.departments.get(departmentId) ?? NOTHING)).perUser,
    ...(index.teams.get(teamId) ?? NOTHING).perUser,
  ];
}

/** Every budget that applies to a call, in no particular order: `counterSubject` of each, looked up. */
export function appliedBudgets(index: BudgetIndex, subject: BudgetSubject): AppliedBudget[] {
  const whole = [
    ...sharedBudgets(index, subject),
    ...(subject.keyId === null ? NONE : (index.keys.get(subject.keyId) ?? NONE)),
  ].map((budget) => ({ budget, subjectId: 0n }));
  const { userId } = subject;
  if (userId === null) return whole;
  return [...whole, ...perUserBudgets(index, subject).map((budget) => ({ budget, subjectId: userId }))];
}
