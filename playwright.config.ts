import { defineConfig } from '@playwright/test';
import { DEMO_URL } from './e2e/fixtures/instances';
import { findChromium } from './scripts/chromium';

const browser = await findChromium();
const LAST = ['**/prices.spec.ts', '**/routing.spec.ts'];

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/fixtures/start-instances.ts',
  outputDir: 'test-results',
  // Long enough for a busy machine: a journey that fails should fail by what it sees.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  // Re-pricing changes what all other journeys add up, a published policy what the gate answers: after them.
  projects: [
    { name: 'journeys', testIgnore: LAST },
    { name: 'last', testMatch: LAST, dependencies: ['journeys'] },
  ],
  use: {
    baseURL: DEMO_URL,
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Asia/Hong_Kong',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Recording takes more of the processors than the journeys themselves: only when asked for.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: browser.executablePath,
      args: browser.args,
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
  },
});
