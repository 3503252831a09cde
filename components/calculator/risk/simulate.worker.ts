import type { LeverPlan } from '@/lib/calculator/levers';
import { type Simulation, type SimulationResult, simulateInSteps } from '@/lib/calculator/monte-carlo';
import { compilePrices, type PricedModel } from '@/lib/calculator/usage-cost-prices';
import type { Workload } from '@/lib/calculator/workload';
import { monthlyCostOver } from './risk-cost';
import { assumedInputs } from './risk-ranges';

export interface SimulationRequest {
  workload: Workload;
  plan: LeverPlan;
  models: PricedModel[];
  simulation: Simulation;
}

export type SimulationAnswer = { done: number; of: number } | { result: SimulationResult };

/** Words on how far it is, a run: each draws the page's bar again. */
const WORDS = 20;

self.onmessage = ({ data }: MessageEvent<SimulationRequest>) => {
  const { workload, plan, models, simulation } = data;
  const answer = (message: SimulationAnswer) => self.postMessage(message);
  const cost = monthlyCostOver(workload, plan, compilePrices(models));
  const run = simulateInSteps(
    cost,
    assumedInputs(workload),
    simulation,
    Math.ceil(simulation.samples / WORDS),
  );
  for (;;) {
    const step = run.next();
    if (step.done) return answer({ result: step.value });
    answer({ done: step.value, of: simulation.samples });
  }
};
