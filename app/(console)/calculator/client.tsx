'use client';

import { WorkloadActuals } from '@/components/calculator/scenarios/actuals-note';
import { ScenarioBar } from '@/components/calculator/scenarios/scenario-bar';
import { WorkloadPage } from '@/components/calculator/workload/workload-page';

export function CalculatorClient() {
  return <WorkloadPage actions={<ScenarioBar />} note={<WorkloadActuals />} />;
}
