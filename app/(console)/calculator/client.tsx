'use client';

import { WorkloadPage } from '@/components/calculator/workload/workload-page';

export function CalculatorClient() {
  return <WorkloadPage />;
}
