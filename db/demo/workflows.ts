import type { ServiceTier } from '../../lib/pricing/rates';
import type { ModelRole } from './line-up';

/** Tokens of one request; `system`, `history` and `retrieved` say what its input was made of. */
export interface Anatomy {
  input: number;
  cacheRead?: number;
  cacheWrite?: number;
  output: number;
  reasoning?: number;
  system?: number;
  history?: number;
  retrieved?: number;
}

/** A part of a workflow's requests: which model, for what, at which size. `share` is of requests. */
export interface MixPart {
  role: ModelRole;
  share: number;
  taskClass: string;
  anatomy: Anatomy;
  serviceTier?: ServiceTier;
  environment?: 'staging' | 'development';
}

export interface DemoWorkflow {
  key: string;
  team: string;
  feature: string;
  process: string;
  segments: readonly string[];
  regions: readonly (readonly [string, number])[];
  /** Month of the thirteen (0–12) in which it starts. */
  starts: number;
  /** Weight in the bill at maturity. */
  weight: number;
  /** people: exported per person and day. office, service, night: hourly exports of an automation. */
  rhythm: 'people' | 'office' | 'service' | 'night';
  /** Single calls instead of exports over the last days. */
  singleCalls?: boolean;
  mix: readonly MixPart[];
  /** Tags that say more of its calls: a prompt template, an output format. */
  says?: Readonly<Record<string, string>>;
  /** What the requests moved to, from the start of `from` (a month of the thirteen). */
  routed?: { from: number; mix: readonly MixPart[] };
}

const HK = [['hk', 1]] as const;
const DELTA = [
  ['hk', 6],
  ['sz', 4],
] as const;
const REGION = [
  ['hk', 6],
  ['sz', 2],
  ['sg', 1],
  ['tw', 1],
] as const;
const CLIENTS = ['retail', 'sme', 'enterprise'] as const;
const INTERNAL = ['internal'] as const;

const part = (
  role: ModelRole,
  share: number,
  taskClass: string,
  anatomy: Anatomy,
  more: Pick<MixPart, 'serviceTier' | 'environment'> = {},
): MixPart => ({ role, share, taskClass, anatomy, ...more });

const chat = (input: number, output: number, cacheRead = 0, reasoning = 0): Anatomy => ({
  input,
  cacheRead,
  output,
  reasoning,
  system: Math.round(input * 0.25),
  history: Math.round(input * 0.4),
  retrieved: Math.round(input * 0.25),
});

/** The system prompt of this workflow grows month by month; see `promptTokens` in volume.ts. */
export const GROWING_PROMPT = 'classify-hs-code';

const COMMERCIAL: readonly DemoWorkflow[] = [
  {
    key: 'resolve-ticket',
    team: 'customer-service',
    feature: 'support-copilot',
    process: 'customer-care',
    segments: CLIENTS,
    regions: REGION,
    starts: 0,
    weight: 96,
    rhythm: 'people',
    mix: [
      part('anthropic_balanced', 60, 'simple_lookup', chat(2600, 260, 1800)),
      part('anthropic_balanced', 40, 'multi_step_reasoning', chat(4200, 620, 2600)),
    ],
    routed: {
      from: 8,
      mix: [
        part('openai_nano', 60, 'simple_lookup', chat(2600, 260, 1800)),
        part('anthropic_small', 12, 'multi_step_reasoning', chat(4200, 620, 2600)),
        part('anthropic_balanced', 28, 'multi_step_reasoning', chat(4200, 620, 2600)),
      ],
    },
  },
  {
    key: 'track-shipment',
    team: 'customer-service',
    feature: 'tracking-assistant',
    process: 'customer-care',
    segments: CLIENTS,
    regions: REGION,
    starts: 2,
    weight: 32,
    rhythm: 'service',
    mix: [
      part('openai_small', 85, 'simple_lookup', chat(1500, 180, 900)),
      part('openai_frontier', 15, 'multi_step_reasoning', chat(2600, 420, 900)),
    ],
  },
  {
    key: 'respond-to-tender',
    team: 'sales',
    feature: 'sales-workbench',
    process: 'lead-to-order',
    segments: ['enterprise'],
    regions: REGION,
    starts: 0,
    weight: 58,
    rhythm: 'people',
    mix: [
      part('anthropic_frontier', 62, 'simple_lookup', chat(900, 120)),
      part('anthropic_frontier', 26, 'creative_writing', chat(9000, 1900, 0, 600)),
      part('anthropic_frontier', 12, 'multi_step_reasoning', chat(16000, 2400, 0, 1500)),
    ],
  },
  {
    key: 'brief-account',
    team: 'sales',
    feature: 'sales-workbench',
    process: 'lead-to-order',
    segments: ['sme', 'enterprise'],
    regions: HK,
    starts: 4,
    weight: 30,
    rhythm: 'people',
    mix: [
      part('anthropic_frontier', 70, 'summarisation', chat(6200, 520)),
      part('anthropic_frontier', 30, 'simple_lookup', chat(1100, 150)),
    ],
  },
  {
    key: 'write-campaign',
    says: { prompt_template: 'campaign-copywriting/4' },
    team: 'marketing',
    feature: 'content-studio',
    process: 'lead-to-order',
    segments: ['retail', 'sme'],
    regions: HK,
    starts: 0,
    weight: 12,
    rhythm: 'people',
    mix: [
      part('openai_frontier', 40, 'creative_writing', chat(1800, 1400)),
      part('openai_small', 60, 'creative_writing', chat(1800, 1100)),
    ],
  },
  {
    key: 'translate-collateral',
    team: 'marketing',
    feature: 'content-studio',
    process: 'lead-to-order',
    segments: ['retail', 'sme'],
    regions: DELTA,
    starts: 3,
    weight: 9,
    rhythm: 'people',
    mix: [
      part('google_small', 70, 'translation', chat(2400, 2300)),
      part('google_frontier', 30, 'translation', chat(2400, 2300)),
    ],
  },
];

const OPERATIONS: readonly DemoWorkflow[] = [
  {
    key: 'quote-shipment',
    team: 'freight',
    feature: 'quote-assistant',
    process: 'lead-to-order',
    segments: CLIENTS,
    regions: REGION,
    starts: 0,
    weight: 40,
    rhythm: 'people',
    mix: [
      part('anthropic_balanced', 55, 'multi_step_reasoning', chat(5200, 640, 3000)),
      part('anthropic_small', 42, 'simple_lookup', chat(2200, 220, 1500)),
      part('anthropic_small', 3, 'simple_lookup', chat(2200, 220), { environment: 'staging' }),
    ],
  },
  {
    key: 'draft-booking',
    team: 'freight',
    feature: 'document-desk',
    process: 'order-to-cash',
    segments: CLIENTS,
    regions: DELTA,
    starts: 3,
    weight: 24,
    rhythm: 'people',
    mix: [part('anthropic_balanced', 100, 'structured_extraction', chat(3600, 900, 1200))],
  },
  {
    key: 'extract-bill-of-lading',
    says: { output_format: 'json_schema' },
    team: 'freight',
    feature: 'document-desk',
    process: 'order-to-cash',
    segments: CLIENTS,
    regions: REGION,
    starts: 1,
    weight: 34,
    rhythm: 'office',
    mix: [
      part('google_frontier', 30, 'structured_extraction', chat(7800, 900)),
      part('google_small', 67, 'structured_extraction', chat(7800, 900)),
      part('google_small', 3, 'structured_extraction', chat(7800, 900), { environment: 'staging' }),
    ],
  },
  {
    key: GROWING_PROMPT,
    says: { prompt_template: 'classify-hs-code/5' },
    team: 'customs',
    feature: 'customs-desk',
    process: 'customs-clearance',
    segments: CLIENTS,
    regions: DELTA,
    starts: 1,
    weight: 26,
    rhythm: 'office',
    mix: [part('openai_frontier', 100, 'structured_extraction', { input: 600, output: 140, retrieved: 500 })],
  },
  {
    key: 'screen-denied-parties',
    team: 'customs',
    feature: 'customs-desk',
    process: 'risk-and-compliance',
    segments: CLIENTS,
    regions: DELTA,
    starts: 2,
    weight: 18,
    rhythm: 'people',
    mix: [part('anthropic_small', 100, 'simple_lookup', chat(2900, 160))],
  },
  {
    key: 'triage-stock-exceptions',
    team: 'warehouse',
    feature: 'warehouse-board',
    process: 'fulfilment',
    segments: INTERNAL,
    regions: DELTA,
    starts: 2,
    weight: 12,
    rhythm: 'service',
    mix: [part('openai_small', 100, 'multi_step_reasoning', chat(2400, 380, 700, 300))],
  },
  {
    key: 'summarise-shift',
    says: { prompt_template: 'summarise-shift/2' },
    team: 'warehouse',
    feature: 'warehouse-board',
    process: 'fulfilment',
    segments: INTERNAL,
    regions: DELTA,
    starts: 5,
    weight: 7,
    rhythm: 'people',
    mix: [part('google_small', 100, 'summarisation', chat(6400, 420))],
  },
  {
    key: 'reschedule-delivery',
    team: 'last-mile',
    feature: 'delivery-agent',
    process: 'fulfilment',
    segments: ['retail'],
    regions: DELTA,
    starts: 4,
    weight: 22,
    rhythm: 'service',
    mix: [
      part('anthropic_small', 80, 'multi_step_reasoning', chat(3800, 360, 2200)),
      part('anthropic_balanced', 20, 'multi_step_reasoning', chat(5400, 520, 3000)),
    ],
  },
  {
    key: 'brief-driver',
    says: { prompt_template: 'route-digest/1' },
    team: 'last-mile',
    feature: 'delivery-agent',
    process: 'fulfilment',
    segments: INTERNAL,
    regions: DELTA,
    starts: 4,
    weight: 5,
    rhythm: 'people',
    mix: [part('google_small', 100, 'summarisation', chat(2200, 260))],
  },
  {
    key: 'cleanse-addresses',
    says: { output_format: 'json_schema' },
    team: 'last-mile',
    feature: 'delivery-agent',
    process: 'fulfilment',
    segments: INTERNAL,
    regions: DELTA,
    starts: 3,
    weight: 14,
    rhythm: 'office',
    mix: [part('deepseek_small', 100, 'structured_extraction', chat(700, 160))],
  },
];

const CORPORATE_AND_TECHNOLOGY: readonly DemoWorkflow[] = [
  {
    key: 'match-invoices',
    says: { output_format: 'json_schema' },
    team: 'finance',
    feature: 'finance-desk',
    process: 'record-to-report',
    segments: INTERNAL,
    regions: HK,
    starts: 2,
    weight: 15,
    rhythm: 'night',
    mix: [part('openai_small', 100, 'structured_extraction', chat(3200, 320), { serviceTier: 'flex' })],
  },
  {
    key: 'assess-claim',
    says: { prompt_template: 'claim-summary/3' },
    team: 'finance',
    feature: 'finance-desk',
    process: 'risk-and-compliance',
    segments: CLIENTS,
    regions: HK,
    starts: 4,
    weight: 26,
    rhythm: 'people',
    singleCalls: true,
    mix: [
      part('anthropic_frontier', 30, 'multi_step_reasoning', chat(14000, 1800, 4000, 1200)),
      part('anthropic_balanced', 70, 'summarisation', chat(9000, 700, 3000)),
    ],
  },
  {
    key: 'review-contract',
    team: 'legal',
    feature: 'contract-review',
    process: 'risk-and-compliance',
    segments: ['enterprise'],
    regions: HK,
    starts: 3,
    weight: 20,
    rhythm: 'people',
    singleCalls: true,
    mix: [part('anthropic_frontier', 100, 'multi_step_reasoning', chat(26000, 2600, 6000, 2000))],
  },
  {
    key: 'answer-policy-question',
    team: 'people',
    feature: 'staff-helpdesk',
    process: 'hire-to-retire',
    segments: INTERNAL,
    regions: HK,
    starts: 6,
    weight: 6,
    rhythm: 'people',
    mix: [part('google_small', 100, 'simple_lookup', chat(4200, 300))],
  },
  {
    key: 'assist-coding',
    team: 'engineering',
    feature: 'developer-tools',
    process: 'build-and-run',
    segments: INTERNAL,
    regions: DELTA,
    starts: 0,
    weight: 88,
    rhythm: 'people',
    singleCalls: true,
    mix: [
      part('anthropic_balanced', 80, 'code_generation', {
        input: 9000,
        cacheRead: 62000,
        cacheWrite: 7000,
        output: 1500,
        system: 6000,
        history: 48000,
        retrieved: 14000,
      }),
      part('anthropic_frontier', 20, 'code_generation', {
        input: 12000,
        cacheRead: 90000,
        cacheWrite: 9000,
        output: 2200,
        system: 6000,
        history: 70000,
        retrieved: 20000,
      }),
    ],
  },
  {
    key: 'investigate-incident',
    team: 'engineering',
    feature: 'developer-tools',
    process: 'build-and-run',
    segments: INTERNAL,
    regions: HK,
    starts: 6,
    weight: 10,
    rhythm: 'service',
    mix: [part('openai_frontier', 100, 'multi_step_reasoning', chat(12000, 900, 6000, 800))],
  },
  {
    key: 'run-regression-suite',
    team: 'engineering',
    feature: 'developer-tools',
    process: 'build-and-run',
    segments: INTERNAL,
    regions: HK,
    starts: 6,
    weight: 30,
    rhythm: 'night',
    mix: [
      part('openai_frontier', 85, 'multi_step_reasoning', chat(3600, 700), { environment: 'development' }),
      part('openai_small', 15, 'simple_lookup', chat(1500, 200), { environment: 'development' }),
    ],
  },
  {
    key: 'answer-data-question',
    team: 'data',
    feature: 'ask-the-data',
    process: 'record-to-report',
    segments: INTERNAL,
    regions: HK,
    starts: 5,
    weight: 28,
    rhythm: 'people',
    mix: [part('openai_sol', 100, 'multi_step_reasoning', chat(7000, 1100, 3000, 900))],
  },
];

export const WORKFLOWS: readonly DemoWorkflow[] = [...COMMERCIAL, ...OPERATIONS, ...CORPORATE_AND_TECHNOLOGY];
