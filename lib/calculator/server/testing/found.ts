import type { NoActuals, WorkloadFromActuals } from '../../actuals';

export function found(actuals: WorkloadFromActuals | NoActuals): WorkloadFromActuals {
  if (!actuals.found) throw new Error(actuals.reason);
  return actuals;
}
