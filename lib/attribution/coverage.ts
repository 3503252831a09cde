import type { Coverage, Share, TagCoverageRow } from './dto';
import { fromUnits } from './figure';
import { shareOf } from './split';
import type { Sums } from './sums';

export type TagState = 'tagged' | 'pending' | 'missing';

/** Requests, and effective cost at 10⁻¹² USD. */
export interface Weight {
  requests: bigint;
  effectiveCost: bigint;
}

export interface TagDefinitionRow {
  tag: TagCoverageRow['tag'];
  labelEn: string;
  labelZh: string;
  required: boolean;
}

const NOTHING: Weight = { requests: 0n, effectiveCost: 0n };

function share(part: Weight, whole: Weight): Share {
  return {
    requests: part.requests.toString(),
    effectiveCost: fromUnits(part.effectiveCost, 12),
    requestShare: shareOf(part.requests, whole.requests),
    costShare: shareOf(part.effectiveCost, whole.effectiveCost),
  };
}

/** How much usage carries each tag, waits for adoption, or lacks it. The three parts sum to the whole. */
export function tagRows(
  definitions: readonly TagDefinitionRow[],
  weights: ReadonlyMap<string, Weight>,
  whole: Weight,
): TagCoverageRow[] {
  return definitions.map((definition) => {
    const part = (state: TagState) => share(weights.get(`${definition.tag} ${state}`) ?? NOTHING, whole);
    return { ...definition, tagged: part('tagged'), pending: part('pending'), missing: part('missing') };
  });
}

export const taggedShare = (tagged: Weight, whole: Weight): Share => share(tagged, whole);

/** How much usage has a price, by requests and by tokens. */
export function pricedShare(total: Sums): Coverage['priced'] {
  const requests = total.requests - total.unpriced_requests;
  const tokens = total.tokens - total.unpriced_tokens;
  return {
    requests: requests.toString(),
    tokens: tokens.toString(),
    requestShare: shareOf(requests, total.requests),
    tokenShare: shareOf(tokens, total.tokens),
    unpricedRequests: total.unpriced_requests.toString(),
    unpricedTokens: total.unpriced_tokens.toString(),
  };
}
