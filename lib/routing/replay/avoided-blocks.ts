/** What a call would have cost less by a policy. */
export interface SavedCall {
  /** Milliseconds since 1970. */
  at: number;
  /** The budgets' counters it counts towards. */
  counters: readonly string[];
  /** 10⁻¹² USD; below zero where it would have cost more. */
  saved: bigint;
}

/** A call that a budget refused. */
export interface RefusedCall {
  at: number;
  /** What it might have taken, as it was asked for: 10⁻¹² USD. */
  hold: bigint;
  /** Of each budget in US dollars that applied to it, how much was missing: 0 where it let the call through. */
  counters: readonly { counter: string; missing: bigint }[];
  /** False: something refused it that savings do not change. */
  isJudged: boolean;
}

export interface Blocks {
  refused: number;
  /** Of them, those that would have gone through. */
  avoided: number;
  /** Of them, those that savings in US dollars say nothing about. */
  unjudged: number;
}

/**
 * Which refused calls a policy would have let through: those for which each of their budgets had, of what was saved
 * before in its period, enough left after the calls let through before. Calls that went through go through.
 * Both lists by time; a saving at the very instant of a refusal comes too late.
 */
export function avoidedBlocks(saved: readonly SavedCall[], refused: readonly RefusedCall[]): Blocks {
  const room = new Map<string, bigint>();
  const add = (counter: string, amount: bigint) => room.set(counter, (room.get(counter) ?? 0n) + amount);
  const blocks: Blocks = { refused: refused.length, avoided: 0, unjudged: 0 };
  let next = 0;
  for (const call of refused) {
    for (let one = saved[next]; one && one.at < call.at; one = saved[next]) {
      for (const counter of one.counters) add(counter, one.saved);
      next += 1;
    }
    if (!call.isJudged) blocks.unjudged += 1;
    else if (call.counters.every(({ counter, missing }) => (room.get(counter) ?? 0n) >= missing)) {
      blocks.avoided += 1;
      for (const { counter } of call.counters) add(counter, -call.hold);
    }
  }
  return blocks;
}
