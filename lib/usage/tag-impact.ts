/** What a change of tag rules moves, before it applies. Amounts are decimal strings in USD. */
export interface TagImpact {
  /** Tag combinations whose effective value changes. */
  combinations: number;
  requests: string;
  /** The priced part. */
  effectiveCost: string;
  unpricedRequests: string;
  moves: TagMove[];
}

/** Usage that goes from one effective value to another; null is untagged. */
export interface TagMove {
  from: string | null;
  to: string | null;
  combinations: number;
  requests: string;
  effectiveCost: string;
  unpricedRequests: string;
}

export interface TagRuleDto {
  id: string;
  tag: string;
  fromValue: string | null;
  toValue: string;
  condition: Record<string, string>;
  createdBy: string;
  createdAt: string;
  retiredAt: string | null;
}

/** Usage behind one value of a tag; null: the tag is missing. */
export interface TagValueDto {
  tag: string;
  value: string | null;
  state: 'adopted' | 'pending' | 'missing';
  label: string | null;
  /** Teams only: what adoption works on. */
  teamId: string | null;
  combinations: number;
  requests: string;
  /** USD, as on the ledger. */
  effectiveCost: string;
  /** In the currency asked for; null where a day has no exchange rate. */
  cost: string | null;
  unpricedRequests: string;
  lastDay: string | null;
}

/** How much of the usage carries a value of a tag that somebody adopted. */
export interface TagCoverageDto {
  key: string;
  kind: 'standard' | 'free';
  labelEn: string;
  labelZh: string;
  required: boolean;
  requests: string;
  taggedRequests: string;
  effectiveCost: string;
  taggedCost: string;
  /** Values waiting for adoption. */
  pending: number;
  values: TagValueDto[];
}

/** Every tag with its values, and how much of the spend (decimal USD) carries every required tag. */
export interface TagQueueDto {
  whole: string;
  fully: string;
  tags: TagCoverageDto[];
}
