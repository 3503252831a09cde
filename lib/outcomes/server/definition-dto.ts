import { isCurrency } from '../../money/currency';
import { moneyToString } from '../../money/money';
import type { OutcomeDefinitionDto, OutcomeValueDto } from '../dto';
import { worthOn } from '../worth';
import { type Defined, type ValueRow, worthOfRow } from './definition-book';

/** A definition as the console reads it. `today` is the organisation's day: it says which value counts now. */
export function definitionDto(
  { definition, values }: Defined,
  workflowLabel: string,
  today: string,
): OutcomeDefinitionDto {
  const current = worthOn(values.map(worthOfRow), today);
  return {
    id: definition.id.toString(),
    workflow: definition.workflow,
    workflowLabel,
    outcome: definition.outcome,
    unit: definition.unit,
    description: definition.description,
    vouchedBy: definition.vouchedBy,
    createdBy: definition.createdBy,
    createdAt: definition.createdAt.toISOString(),
    archivedAt: definition.archivedAt?.toISOString() ?? null,
    values: values.map((value) => valueDto(value, value.id === current?.id)).reverse(),
  };
}

function valueDto(row: ValueRow, current: boolean): OutcomeValueDto {
  if (!isCurrency(row.currency)) throw new Error(`The value ${row.id} is in an unknown currency.`);
  const { validFrom, validTo, basis, recordedBy } = row;
  return {
    id: row.id.toString(),
    amount: moneyToString(row.amount),
    currency: row.currency,
    reworkShare: row.reworkShare,
    ...{ validFrom, validTo, basis, recordedBy, current },
    recordedAt: row.recordedAt.toISOString(),
  };
}
