import { Webhook } from 'standardwebhooks';
import type { Channel } from './channel-rows';

type Secrets = Pick<Channel, 'secret' | 'previousSecret' | 'previousSecretUntil'>;

/** The headers of the Standard Webhooks scheme; while a secret is being changed, signed with both. */
export function webhookHeaders(
  secrets: Secrets,
  messageId: string,
  now: Date,
  body: string,
): Record<string, string> {
  const signatures = secretsInForce(secrets, now).map((secret) =>
    new Webhook(secret).sign(messageId, now, body),
  );
  return {
    'webhook-id': messageId,
    'webhook-timestamp': Math.floor(now.getTime() / 1000).toString(),
    'webhook-signature': signatures.join(' '),
  };
}

function secretsInForce({ secret, previousSecret, previousSecretUntil }: Secrets, now: Date): string[] {
  const previous = previousSecretUntil && now < previousSecretUntil ? previousSecret : null;
  return [secret, previous].filter((one) => one !== null);
}
