import { expect, it } from 'vitest';
import { type Message, mailBodies, slackMessage, teamsMessage } from './message';

const message: Message = {
  title: 'R&D <core>: 80 % reached',
  sentence: 'US$8,000 of US$10,000 spent (80 %) in November 2026.',
  lines: ['From here on the gate warns with every call.'],
  drivers: { heading: 'Most of it came from', rows: ['resolve <b> · GPT-5.2: US$4,800 (60 %)'] },
  url: 'https://tollgate.example.com/budgets/7?a=1&b=2',
  open: 'Open in Tollgate',
  footer: 'Sent by Tollgate.',
};

it('writes Slack blocks, escaped as Slack asks', () => {
  expect(slackMessage(message)).toEqual({
    text: 'R&amp;D &lt;core&gt;: 80 % reached\nUS$8,000 of US$10,000 spent (80 %) in November 2026.',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'R&D <core>: 80 % reached', emoji: false } },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: [
            'US$8,000 of US$10,000 spent (80 %) in November 2026.',
            'From here on the gate warns with every call.',
            'Most of it came from:',
            '• resolve &lt;b&gt; · GPT-5.2: US$4,800 (60 %)',
          ].join('\n'),
        },
      },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '<https://tollgate.example.com/budgets/7?a=1&b=2|Open in Tollgate>' },
      },
    ],
  });
});

it('writes an Adaptive Card for Teams', () => {
  const { type, attachments } = teamsMessage(message);
  expect(type).toBe('message');
  expect(attachments[0]?.contentType).toBe('application/vnd.microsoft.card.adaptive');
  expect(attachments[0]?.content).toMatchObject({
    type: 'AdaptiveCard',
    version: '1.4',
    actions: [{ type: 'Action.OpenUrl', title: 'Open in Tollgate', url: message.url }],
  });
  expect(attachments[0]?.content.body.map((block) => block.text)).toEqual([
    'R&D <core>: 80 % reached',
    'US$8,000 of US$10,000 spent (80 %) in November 2026.',
    'From here on the gate warns with every call.',
    'Most of it came from:',
    '• resolve <b> · GPT-5.2: US$4,800 (60 %)',
  ]);
});

it('writes an e-mail as text and as HTML that holds no markup of others', () => {
  const { text, html } = mailBodies(message);
  expect(text).toBe(
    [
      'US$8,000 of US$10,000 spent (80 %) in November 2026.',
      'From here on the gate warns with every call.',
      'Most of it came from:\nresolve <b> · GPT-5.2: US$4,800 (60 %)',
      'Open in Tollgate: https://tollgate.example.com/budgets/7?a=1&b=2',
      '-- \nSent by Tollgate.',
    ].join('\n\n'),
  );
  expect(html).toContain('R&amp;D &lt;core&gt;: 80 % reached</h1>');
  expect(html).toContain('<li>resolve &lt;b&gt; · GPT-5.2: US$4,800 (60 %)</li>');
  expect(html).toContain('href="https://tollgate.example.com/budgets/7?a=1&amp;b=2"');
});
