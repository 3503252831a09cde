import { createTransport } from 'nodemailer';
import type { Outcome } from '../backoff';
import { oneLine } from '../http-outcome';
import type { MailSettings } from './mail-settings';
import { TIMEOUT_MS } from './post-json';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same over all attempts, so that a mail server or reader can drop repeats. */
  messageId: string;
  attachments?: { filename: string; content: Buffer; contentType: string }[];
}

/** Hands a mail to the mail server once. Never throws. */
export async function sendMail(
  { smtpUrl, from }: MailSettings,
  { messageId, ...mail }: Mail,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Outcome> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const sent = await transport.sendMail({
      ...mail,
      from,
      messageId: `<${messageId}@${domainOf(from)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { ok: true, status: statusOf(sent.response), detail: oneLine(sent.response), again: false };
  } catch (error) {
    return mailFault(error);
  } finally {
    transport.close();
  }
}

/** A 5xx about this mail is final; a refused sign-in or a server that is away may be mended. */
function mailFault(error: unknown): Outcome {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string };
  const final =
    responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH' && code !== 'ECONNECTION';
  return {
    ok: false,
    status: responseCode ?? null,
    detail: oneLine(message ?? String(error)),
    again: !final,
  };
}

const statusOf = (response: string): number | null => {
  const code = /^(\d{3})\b/.exec(response)?.[1];
  return code === undefined ? null : Number(code);
};

const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'tollgate';
