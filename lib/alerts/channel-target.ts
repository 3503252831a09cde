import type { ChannelKind } from './alert-dto';

const EMAIL = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,190}$/;

/** What is wrong with an address or URL for this kind of channel, or null. */
export function targetFault(kind: ChannelKind, target: string): string | null {
  if (kind === 'email')
    return EMAIL.test(target) ? null : 'Write one e-mail address, such as finance@example.com.';
  const url = URL.canParse(target) ? new URL(target) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    return 'Write the whole address, beginning with https:// or http://.';
  if (url.username || url.password) return 'Leave the user name and password out of the address.';
  return null;
}

/** The address as people may see it: who knows the whole URL of Slack or Teams can write to that channel. */
export function shownTarget(kind: ChannelKind, target: string): string {
  if (kind === 'email' || kind === 'webhook' || !URL.canParse(target)) return target;
  return `${new URL(target).origin}/…${target.slice(-4)}`;
}
