import type { Actor } from '../../access/actor';
import type { KillSwitchDto } from '../budget-dto';
import { type KillSwitchRecord, stoppedScope } from './kill-switch-rows';
import { may } from './may';
import { namesOf, type Places, teamOfScope } from './places';
import { scopeDto } from './reading';

export function killSwitchDto(row: KillSwitchRecord, places: Places, actor: Actor, now: Date): KillSwitchDto {
  const scope = stoppedScope(row);
  const inForce = row.liftedAt === null && row.endsAt > now;
  return {
    id: row.id.toString(),
    scope: scopeDto(scope) as KillSwitchDto['scope'],
    names: namesOf(scope, places),
    reason: row.reason,
    startedAt: row.startedAt.toISOString(),
    startedBy: row.startedByName,
    endsAt: row.endsAt.toISOString(),
    liftedAt: row.liftedAt?.toISOString() ?? null,
    liftedBy: row.liftedByName,
    inForce,
    canLift: inForce && may(actor, 'budgets.stop', teamOfScope(scope, places)),
  };
}
