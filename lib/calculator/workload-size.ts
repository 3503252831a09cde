import type { Workload } from './workload';

/** Beyond it amounts would not fit the ledger; all calls of the world together are fewer. */
export const MOST_TOKENS_A_MONTH = 1e20;

const LONGEST_MONTH = 31;

/** An upper bound of the tokens a month, in doubles: for telling what cannot be meant from what can. */
function tokensAMonthAtMost({ volume, daysPerMonth, turnsPerSession, call, agent }: Workload): number {
  const days = volume.kind === 'tasks' && volume.per === 'month' ? 1 : Math.min(daysPerMonth, LONGEST_MONTH);
  const tasks =
    volume.kind === 'tasks'
      ? volume.tasks
      : volume.activeUsers * volume.sessionsPerUserPerDay * turnsPerSession;
  const runaway = Math.max(1, (agent.runawayShare * agent.runawayCalls) / agent.callsPerTask);
  const ofCall =
    call.systemPromptTokens +
    call.historyTokensPerTurn * turnsPerSession +
    call.retrievedTokens +
    call.userMessageTokens +
    call.visibleOutputTokens * (1 + call.reasoningMultiple);
  const ofTask = agent.tokensPerTask ?? agent.callsPerTask * ofCall;
  return tasks * days * ofTask * runaway * (1 + agent.retryShare);
}

/** More than {@link MOST_TOKENS_A_MONTH}: refused, with a word beside the field. */
export const isTooLarge = (workload: Workload): boolean => tokensAMonthAtMost(workload) > MOST_TOKENS_A_MONTH;
