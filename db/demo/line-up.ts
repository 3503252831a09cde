/** What each role of model was, from which day: the names a gateway would have sent at that time. */
const LINE_UP = {
  openai_frontier: [
    ['', 'gpt-5.1'],
    ['2025-12-15', 'gpt-5.2'],
    ['2026-03-09', 'gpt-5.4'],
    ['2026-04-27', 'gpt-5.5'],
  ],
  openai_sol: [
    ['', 'gpt-5.4'],
    ['2026-07-06', 'gpt-5.6-sol'],
  ],
  openai_small: [['', 'gpt-5-mini']],
  openai_nano: [['', 'gpt-5-nano']],
  anthropic_frontier: [
    ['', 'claude-opus-4-1'],
    ['2025-11-25', 'claude-opus-4-5'],
    ['2026-02-09', 'claude-opus-4-6'],
    ['2026-04-20', 'claude-opus-4-7'],
  ],
  anthropic_balanced: [
    ['', 'claude-sonnet-4-5'],
    ['2026-02-23', 'claude-sonnet-4-6'],
  ],
  anthropic_small: [['', 'claude-haiku-4-5']],
  google_frontier: [
    ['', 'gemini-2.5-pro'],
    ['2026-03-02', 'gemini-3.1-pro-preview'],
  ],
  google_small: [['', 'gemini-2.5-flash']],
  deepseek_small: [
    ['', 'deepseek-v3.2'],
    ['2026-04-27', 'deepseek-v4-flash'],
  ],
} as const satisfies Record<string, readonly (readonly [string, string])[]>;

export type ModelRole = keyof typeof LINE_UP;

/** Provider and model of a role on a day (YYYY-MM-DD). */
export function modelOn(role: ModelRole, day: string): { provider: string; model: string } {
  const provider = role.slice(0, role.indexOf('_'));
  let model: string = LINE_UP[role][0][1];
  for (const [from, name] of LINE_UP[role]) if (from <= day) model = name;
  return { provider, model };
}
