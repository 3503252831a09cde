import type { TagImpact } from '@/lib/usage/tag-impact';

/** What a server action gives back, as the components of this page read it. */
export type Result<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      error: {
        code: string;
        message: string;
        issues: readonly { path: string; code: string; message: string }[];
      };
    };

export interface RuleInput {
  tag: string;
  fromValue: string | null;
  toValue: string;
  condition: Record<string, string>;
}

/** The changes the Tags tab can make; the page hands them in. */
export interface TagActions {
  adoptValue(input: { tag: string; value: string; label: string | null }): Promise<Result<unknown>>;
  adoptTeam(input: { teamId: string; name: string; departmentId: string | null }): Promise<Result<unknown>>;
  previewRule(input: { rule: RuleInput } | { retire: string }): Promise<Result<TagImpact>>;
  createRule(input: RuleInput): Promise<Result<{ impact: TagImpact }>>;
  retireRule(input: { ruleId: string }): Promise<Result<unknown>>;
  registerTag(input: {
    key: string;
    labelEn: string;
    labelZh: string;
    required: boolean;
  }): Promise<Result<{ combinations: number }>>;
}
