import type { ModelTier } from '../pricing/rates';
import type { TaskClass } from './task-class';

/** What the rules of a policy can name: offered while one types; other names may be written too. */
export interface RoutingNames {
  taskClasses: TaskClass[];
  workflows: string[];
  /** `mayDraft`: the reader may write a policy for it. */
  teams: { id: string; key: string; name: string; mayDraft: boolean }[];
  environments: string[];
  customerSegments: string[];
  models: { provider: string; model: string; tier: ModelTier | null }[];
  /** The reader may write the organisation's policy. */
  mayDraftForAll: boolean;
}
