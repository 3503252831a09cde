import { PENDING_TEAM } from './organisation';
import { RETRY_ATTEMPTS, STORM_CALLS, stormDay } from './retry-storm';
import { RUNAWAY_CALLS, RUNAWAY_TASK, runawayDay } from './runaway-agent';
import { CONTRACT_MODEL, contractStart } from './seed-contract';
import { UNPRICED_MODEL } from './unpriced';
import { PENDING_VALUES } from './untagged';

/** What there is to find in the demo. The test of the load proves each of them by query. */
export interface DemoStory {
  key: string;
  title: string;
  text: string;
  /** Console path that shows it. */
  path: string;
}

/** Real price changes of the published lists that fall into the demo's months at the time of writing. */
export const PRICE_CHANGES = [
  { model: 'gpt-5.6-sol', on: '2026-08-21', outputFrom: '30', outputTo: '20' },
  { model: 'deepseek-v4-flash', on: '2026-08-17', outputFrom: '0.28', outputTo: '0.66' },
] as const;

/** The stories as they stand for a given `now`. */
export function demoStories(now: Date): DemoStory[] {
  return [
    {
      key: 'frontier_by_default',
      title: 'Sales & Pricing sends everything to frontier models',
      text: 'Every tagged request of Sales & Pricing goes to Claude Opus, although more than half of them are simple lookups of about 900 tokens.',
      path: '/explore?period=last_13_months&f=team=sales&by=task_class,tier',
    },
    {
      key: 'retry_storm',
      title: 'A retry storm on one afternoon',
      text: `On ${stormDay(now)} between 14:00 and 17:30 the delivery agent failed ${STORM_CALLS} calls ${RETRY_ATTEMPTS} times each: ${STORM_CALLS * RETRY_ATTEMPTS} errors, ${STORM_CALLS * (RETRY_ATTEMPTS - 1)} of them retries, each paying for its input again.`,
      path: '/explore?period=last_3_months&f=workflow=reschedule-delivery&by=model&measures=retries,errors,effective_cost',
    },
    {
      key: 'runaway_agent',
      title: 'An agent that looped all night',
      text: `From 22:00 on ${runawayDay(now)} to 06:00 the next morning one task, ${RUNAWAY_TASK}, made ${RUNAWAY_CALLS} calls, each with a longer history than the one before (4,000 to 349,000 tokens).`,
      path: '/explore?period=last_3_months&f=workflow=investigate-incident&by=model',
    },
    {
      key: 'development_on_frontier',
      title: 'Development traffic on production models',
      text: 'The regression suite of Software Engineering runs every night in the development environment, 85 % of it on the frontier model that production uses.',
      path: '/explore?period=last_3_months&f=environment=development&by=workflow,model',
    },
    {
      key: 'long_prompt',
      title: 'A system prompt that only ever grows',
      text: 'The prompt of the HS-code classifier grew from 800 to 4,000 tokens in eleven months; its cost per request rose with it.',
      path: '/explore?period=last_13_months&f=workflow=classify-hs-code&measures=cost_per_request,input,requests',
    },
    {
      key: 'price_change',
      title: 'Prices that moved: two lists and a contract',
      text: `gpt-5.6-sol became cheaper on 21 August 2026 (output US$30 to US$20 a million). DeepSeek V4 Flash became dearer on 17 August (output US$0.28 to US$0.66, and twice that in the Hong Kong office hours). From ${contractStart(now)} an agreement prices ${CONTRACT_MODEL} 10 % below list.`,
      path: '/explore?period=last_6_months&f=model=openai%252Fgpt-5.6-sol,deepseek%252Fdeepseek-v4-flash&by=model&measures=cost_per_request,requests,effective_cost',
    },
    {
      key: 'routed',
      title: 'Customer Service routed its tickets and halved the unit cost',
      text: 'From the ninth of the thirteen months, simple tickets go to a small model: the cost of a request fell to about half, with more requests than ever.',
      path: '/explore?period=last_13_months&f=workflow=resolve-ticket&by=model&measures=cost_per_request,requests,effective_cost',
    },
    {
      key: 'untagged',
      title: '6 % of the spend has no adopted workflow',
      text: `6 % of the effective cost of the thirteen months names no workflow, or one nobody has adopted (${PENDING_VALUES.workflow.join(', ')}); the team ${PENDING_TEAM} waits for adoption too. ${UNPRICED_MODEL.model} has no price: its tokens are counted, its cost is unknown.`,
      path: '/data',
    },
  ];
}
