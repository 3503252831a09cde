import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetsDirectory } from '@/bench/support/real-data';
import { bareCall } from '../testing/unclassified';
import { type DeclaredCalls, measureAgreement } from './agreement';
import { createClassifier } from './classify';

/**
 * Real calls of known work: code completions and conversations of Azure's trace of 2023, and the steps of an agent with
 * tools. They carry token counts and nothing else, so they show how little token shape says by itself.
 */
const FOLDER = datasetsDirectory() ?? '';
const here =
  existsSync(path.join(FOLDER, 'azure-llm-2023')) && existsSync(path.join(FOLDER, 'ljoukov-agent-steps'));
if (!here) console.log('skipped: the real traces are not here (TOLLGATE_DATASETS)');

function rowsOf(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(path.join(FOLDER, file), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

const azure = (part: 'code' | 'conv', declared: string): DeclaredCalls[] =>
  rowsOf(`azure-llm-2023/AzureLLMInferenceTrace_${part}.csv`).map((row) => ({
    declared,
    calls: 1n,
    call: bareCall({
      inputTokens: Number(row.ContextTokens),
      after: { outputTokens: Number(row.GeneratedTokens), reasoningTokens: 0, retrievedTokens: null },
    }),
  }));

const agentSteps = (needsTools: boolean): DeclaredCalls[] =>
  rowsOf('ljoukov-agent-steps/steps.csv').map((row) => ({
    declared: 'agentic',
    calls: 1n,
    call: bareCall({
      inputTokens: Number(row.prompt_tokens),
      cachedTokens: Number(row.cached_tokens),
      needsTools,
      after: {
        outputTokens: Number(row.response_tokens),
        reasoningTokens: Number(row.thinking_tokens),
        retrievedTokens: null,
      },
    }),
  }));

describe.skipIf(!here)('real calls of known work', () => {
  const measure = (past: DeclaredCalls[]) => {
    const { calls, agreed, unknown, rules } = measureAgreement(createClassifier([]), past);
    return { counts: [calls, agreed, unknown], rules };
  };

  it('are unknown by token shape alone, not wrong', () => {
    const code = measure(azure('code', 'code_generation'));
    expect(code.counts).toEqual([8_819n, 0n, 8_819n]);
    // 63 % of code completions are as short as a label: why this rule does not decide.
    expect(code.rules.get('few_tokens_written')).toEqual({ spoke: 5_514n, right: 0n, decided: 0n });
    expect(measure(azure('conv', 'conversation')).counts).toEqual([19_366n, 0n, 19_366n]);
    const steps = measure(agentSteps(false));
    expect(steps.counts).toEqual([2_438n, 0n, 2_438n]);
    // An agent thinks much too: why that rule does not decide either.
    expect(steps.rules.get('much_reasoning')).toEqual({ spoke: 355n, right: 0n, decided: 0n });
  });

  it('are known once they say that they need tools', () => {
    expect(measure(agentSteps(true)).counts).toEqual([2_438n, 2_438n, 0n]);
  });
});
