import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string[];
  messageId: string;
  subject: string;
  raw: string;
}

export interface MailServer {
  url: string;
  /** In the order they came. */
  mails: ReceivedMail[];
  /** What it says to the mails that come next instead of taking them, e.g. `450 busy`. */
  refuse: string[];
  close(): Promise<void>;
}

/** A real mail server on a free port of this machine. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const refuse: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      text(stream).then((raw) => {
        const refusal = refuse.shift();
        if (refusal) {
          const error = Object.assign(new Error(refusal.slice(4)), {
            responseCode: Number(refusal.slice(0, 3)),
          });
          return done(error);
        }
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, raw, messageId: header(raw, 'Message-ID'), subject: header(raw, 'Subject') });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A header's value, unfolded, with its encoded words decoded. */
function header(raw: string, name: string): string {
  const found = new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(raw)?.[1] ?? '';
  return found
    .replace(/\r?\n[ \t]+/g, ' ')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, word: string) => Buffer.from(word, 'base64').toString())
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, word: string) =>
      decodeURIComponent(word.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, '%$1')),
    );
}
