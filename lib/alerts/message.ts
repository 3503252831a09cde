import type { AlertText } from './alert-text';

/** An alert in words, with where it leads: what every kind of message is made from. */
export interface Message extends AlertText {
  url: string;
  /** The words of the link, and of the last line of an e-mail. */
  open: string;
  footer: string;
}

/** Slack's limit for a header; Teams has none that matters. */
const HEADER_LENGTH = 150;

/** Every fact in the order it is read, drivers last. */
export function bodyLines({ sentence, lines, drivers }: AlertText): string[] {
  return [
    sentence,
    ...lines,
    ...(drivers ? [`${drivers.heading}:`, ...drivers.rows.map((row) => `• ${row}`)] : []),
  ];
}

/** The message of Slack's incoming webhooks, also taken by Mattermost and others. */
export function slackMessage(message: Message) {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  return {
    text: `${escaped(message.title)}\n${escaped(message.sentence)}`,
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: message.title.slice(0, HEADER_LENGTH), emoji: false },
      },
      section(bodyLines(message).map(escaped).join('\n')),
      section(`<${message.url}|${escaped(message.open)}>`),
    ],
  };
}

/** An Adaptive Card for the incoming webhooks and workflows of Microsoft Teams. */
export function teamsMessage(message: Message) {
  const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block(message.title, { weight: 'Bolder', size: 'Medium' }),
            ...bodyLines(message).map((line) => block(line, { spacing: 'Small' })),
          ],
          actions: [{ type: 'Action.OpenUrl', title: message.open, url: message.url }],
        },
      },
    ],
  };
}

/** The two bodies of an e-mail. */
export function mailBodies(message: Message): { text: string; html: string } {
  const { title, sentence, lines, drivers, url, open, footer } = message;
  const blocks = [sentence, lines.join('\n'), drivers && `${drivers.heading}:\n${drivers.rows.join('\n')}`];
  const text = [...blocks, `${open}: ${url}`, `-- \n${footer}`].filter(Boolean).join('\n\n');
  const paragraph = (content: string) => `<p style="margin:0 0 12px">${content}</p>`;
  const html = [
    '<div style="font:15px/1.5 Helvetica,Arial,sans-serif;color:#1d1b18;max-width:36em">',
    `<h1 style="font:600 19px/1.3 Georgia,serif;margin:0 0 12px">${escapeHtml(title)}</h1>`,
    ...[sentence, ...lines].map((line) => paragraph(escapeHtml(line))),
    drivers ? driversHtml(drivers) : '',
    paragraph(`<a href="${escapeHtml(url)}">${escapeHtml(open)}</a>`),
    `<p style="margin:24px 0 0;font-size:12px;color:#6b665e">${escapeHtml(footer)}</p>`,
    '</div>',
  ].join('\n');
  return { text, html };
}

const driversHtml = ({ heading, rows }: NonNullable<AlertText['drivers']>): string =>
  `<p style="margin:0 0 4px">${escapeHtml(heading)}</p>
<ol style="margin:0 0 12px;padding-left:20px">${rows.map((row) => `<li>${escapeHtml(row)}</li>`).join('')}</ol>`;

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
