/** How this installation sends e-mail; null: it does not. Both are set, or neither: checked at start. */
export interface MailSettings {
  smtpUrl: string;
  /** `Tollgate <tollgate@example.com>` */
  from: string;
}

export function mailSettings(env: Record<string, string | undefined> = process.env): MailSettings | null {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = env;
  return smtpUrl && from ? { smtpUrl, from } : null;
}
