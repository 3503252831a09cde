import type { RoutingRule, StickyKey } from './policy';
import type { RouteCall } from './route-call-types';

/** The value a rule's share is drawn by; null: the call does not carry it. */
function stickyValue(call: RouteCall, by: StickyKey): string | null {
  switch (by) {
    case 'user':
      return call.user;
    case 'workflow':
      return call.workflow;
    case 'customer_segment':
      return call.customerSegment;
    case 'request':
      return call.requestId;
  }
}

/** 0 to 99, the same for the same rule and key everywhere and always: FNV-1a of both, mixed as MurmurHash3 ends. */
export function bucketOf(ruleId: string, key: string): number {
  let hash = 0x811c9dc5;
  const text = `${ruleId}\n${key}`;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 100;
}

/** Whether a rule takes a call by its share. A larger share takes all that a smaller one took. */
export function drawn(rule: RoutingRule, call: RouteCall): 'taken' | 'share' | 'share_key_missing' {
  if (rule.share === undefined || rule.share >= 100) return 'taken';
  const key = stickyValue(call, rule.stickyBy ?? 'request');
  if (key === null || key === '') return 'share_key_missing';
  return bucketOf(rule.id, key) < rule.share ? 'taken' : 'share';
}
