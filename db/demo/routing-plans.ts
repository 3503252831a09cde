import type { ModelRef, PolicyBody, RoutingRule } from '../../lib/routing/policy';

const openai = (model: string): ModelRef => ({ provider: 'openai', model });
const anthropic = (model: string): ModelRef => ({ provider: 'anthropic', model });

const CONSTRAINTS: PolicyBody['constraints'] = {
  approvedModels: [],
  noReasoningOnSimple: true,
  noProductionTierInDevelopment: true,
  evidenceMaxAgeDays: 90,
};

const ticketLookups: RoutingRule = {
  id: 'ticket-lookups',
  when: { taskClass: ['simple_lookup'], workflow: ['resolve-ticket'] },
  primary: openai('gpt-5-nano'),
  fallback: [{ ...openai('gpt-5-mini'), on: ['error', 'timeout'] }],
  qualityBar: '0.95',
};

const development: RoutingRule = {
  id: 'development',
  when: { environment: ['development'] },
  primary: openai('gpt-5-mini'),
  fallback: [{ ...openai('gpt-5-nano'), on: ['error', 'budget'] }],
};

const salesLookups: RoutingRule = {
  id: 'sales-lookups',
  when: { taskClass: ['simple_lookup'], team: ['sales'] },
  primary: anthropic('claude-haiku-4-5'),
  fallback: [{ ...anthropic('claude-sonnet-4-6'), on: ['error', 'timeout'] }],
  maximumCost: '0.05',
  qualityBar: '0.95',
  share: 10,
  stickyBy: 'user',
};

/** The organisation's: what was put in force first, and what is in force now. */
export const ORGANISATION_VERSIONS: readonly { month: number; note: string; body: PolicyBody }[] = [
  {
    month: 8,
    note: 'Simple questions about tickets go to the smallest model.',
    body: { rules: [ticketLookups], constraints: CONSTRAINTS },
  },
  {
    month: 11,
    note: 'Development leaves the frontier; one in ten look-ups of Sales tries a small model.',
    body: { rules: [ticketLookups, development, salesLookups], constraints: CONSTRAINTS },
  },
];

/** Waits for a decision: the lead's own policy for tickets and tracking. */
export const CUSTOMER_SERVICE_DRAFT: { note: string; body: PolicyBody } = {
  note: 'Tracking look-ups follow the tickets; four in ten hard tickets try the small model.',
  body: {
    rules: [
      {
        ...ticketLookups,
        id: 'lookups',
        when: { taskClass: ['simple_lookup'], workflow: ['resolve-ticket', 'track-shipment'] },
      },
      {
        id: 'hard-tickets',
        when: { taskClass: ['multi_step_reasoning'], workflow: ['resolve-ticket'] },
        primary: anthropic('claude-haiku-4-5'),
        fallback: [{ ...anthropic('claude-sonnet-4-6'), on: ['error', 'timeout'] }],
        qualityBar: '0.9',
        share: 40,
        stickyBy: 'user',
      },
      {
        id: 'everything-else',
        when: {},
        primary: anthropic('claude-sonnet-4-6'),
        fallback: [{ ...anthropic('claude-haiku-4-5'), on: ['error', 'timeout', 'budget'] }],
      },
    ],
    constraints: CONSTRAINTS,
  },
};

/** Classes set for the calls of workflows that declare none: one whose sender does, and one whose sender does not. */
export const WORKFLOW_CLASSES = [
  {
    ...{ month: 3, workflow: 'assist-coding', taskClass: 'code_generation' },
    reason: 'Every call of the coding assistant writes or changes a program.',
  },
  {
    ...{ month: 10, workflow: 'quote-bot-v2', taskClass: 'multi_step_reasoning' },
    reason: 'The trial sends no task_class; its quotes take several steps.',
  },
];
