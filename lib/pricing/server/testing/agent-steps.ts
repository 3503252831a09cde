import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { datasetsDirectory } from '@/bench/support/real-data';
import type { RecordRequest } from '../../../usage/recording';

/** One call of the ljoukov agent steps, as the file has it. */
export interface AgentStep {
  id: string;
  at: Date;
  model: string;
  input: bigint;
  cacheRead: bigint;
  output: bigint;
  reasoning: bigint;
  /** Every third call is of another team, so that there are two. */
  team: 'support' | 'claims';
}

const SHIFT_MS = 28 * 86_400_000;

/**
 * The 2,438 real calls of February 2026, and the same calls four weeks later, in March: the file has one month only.
 * Null where the data sets are not here (TOLLGATE_DATASETS).
 */
export function agentSteps(): AgentStep[] | null {
  const directory = datasetsDirectory();
  if (!directory) return null;
  const file = readFileSync(path.join(directory, 'ljoukov-agent-steps/steps.csv'), 'utf8');
  const rows: Record<string, string>[] = parse(file, { columns: true });
  const february = rows.map((row, index): AgentStep => {
    const cached = BigInt(row.cached_tokens || 0);
    return {
      id: `${index}`,
      at: new Date(row.generated_at ?? ''),
      model: row.model_version ?? '',
      input: BigInt(row.prompt_tokens || 0) - cached,
      cacheRead: cached,
      output: BigInt(row.response_tokens || 0),
      reasoning: BigInt(row.thinking_tokens || 0),
      team: index % 3 === 0 ? 'claims' : 'support',
    };
  });
  const later = (at: Date) => new Date(at.getTime() + SHIFT_MS);
  return [...february, ...february.map((step) => ({ ...step, id: `${step.id}-later`, at: later(step.at) }))];
}

/** A request of the meter with these calls. */
export const stepsRequest = (steps: readonly AgentStep[]): RecordRequest => ({
  source: 'agent-steps',
  events: steps.map((step) => ({
    ...{ id: step.id, time: step.at.toISOString(), model: step.model },
    tokens: {
      ...{ input: Number(step.input), cache_read: Number(step.cacheRead) },
      ...{ output: Number(step.output), reasoning: Number(step.reasoning) },
    },
    tags: { team: step.team, workflow: 'agent' },
  })),
});
