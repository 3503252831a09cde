import type { UsageEventInput } from '../../lib/usage/event';
import { modelOn } from './line-up';
import { jitter } from './random';
import type { Anatomy, DemoWorkflow, MixPart } from './workflows';

export interface EventOf {
  id: string;
  source: string;
  /** Milliseconds since 1970. */
  at: number;
  day: string;
  tags: Record<string, string>;
  part: Pick<MixPart, 'role' | 'taskClass' | 'serviceTier'>;
  anatomy: Anatomy;
  requests: number;
  user?: string;
}

/** One usage event: `requests` calls of a size around `anatomy`. Context is a total too, like the tokens. */
export function eventOf(spec: EventOf, random: () => number): UsageEventInput {
  const { anatomy, requests, part } = spec;
  const size = (tokens: number | undefined, spread = 0.15): number =>
    tokens ? Math.round(tokens * requests * jitter(random, spread)) : 0;
  const system = anatomy.system ? anatomy.system * requests : 0;
  const input = Math.max(size(anatomy.input, 0.04), system);
  return {
    id: spec.id,
    source: spec.source,
    time: new Date(spec.at).toISOString(),
    ...modelOn(part.role, spec.day),
    service_tier: part.serviceTier ?? 'standard',
    task_class: part.taskClass,
    tokens: {
      input,
      cache_read: size(anatomy.cacheRead),
      cache_write_5m: size(anatomy.cacheWrite),
      output: size(anatomy.output),
      reasoning: size(anatomy.reasoning, 0.3),
    },
    requests,
    tags: spec.tags,
    ...(spec.user ? { user: spec.user } : {}),
    ...(system || anatomy.history || anatomy.retrieved
      ? {
          context: {
            system_prompt: Math.round(system),
            history: size(anatomy.history, 0.1),
            retrieved: size(anatomy.retrieved, 0.1),
          },
        }
      : {}),
  };
}

/** The tags a well-behaved sender puts on a workflow's traffic. */
export const tagsOf = (
  workflow: DemoWorkflow,
  region: string,
  segment: string,
  environment = 'production',
): Record<string, string> => ({
  team: workflow.team,
  feature: workflow.feature,
  workflow: workflow.key,
  customer_segment: segment,
  business_process: workflow.process,
  environment,
  region,
  ...workflow.says,
});
