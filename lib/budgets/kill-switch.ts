import type { BudgetSubject } from './applies';

/** Stops every gated call of a team, a workflow or a key, from `startedAt` until before `endsAt`. */
export interface KillSwitch {
  id: bigint;
  scope:
    | { kind: 'team'; teamId: bigint }
    | { kind: 'workflow'; teamId: bigint; workflow: string }
    | { kind: 'api_key'; keyId: string };
  reason: string;
  startedAt: Date;
  endsAt: Date;
}

function stops({ scope }: KillSwitch, call: BudgetSubject): boolean {
  switch (scope.kind) {
    case 'team':
      return call.teamId === scope.teamId;
    case 'workflow':
      return call.teamId === scope.teamId && call.workflow === scope.workflow;
    case 'api_key':
      return call.keyId === scope.keyId;
  }
}

/** The switch that stops a call now, the one that lasts longest; null: none does. */
export function killSwitchFor(
  switches: readonly KillSwitch[],
  call: BudgetSubject,
  now: Date,
): KillSwitch | null {
  let longest: KillSwitch | null = null;
  for (const one of switches) {
    if (now < one.startedAt || now >= one.endsAt || !stops(one, call)) continue;
    if (longest === null || one.endsAt > longest.endsAt) longest = one;
  }
  return longest;
}
