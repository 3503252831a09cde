import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '@/db/demo/accounts';
import type { Organisation } from '@/lib/access/server/get-organisation';
import type { Environment } from '../env';

interface Announcement {
  env: Environment;
  organisation: Organisation | null;
  /** The one-time set-up token of an installation that has no organisation yet. */
  token: string | null;
  seconds: number;
}

/** The closing lines of a start: where it answers and how to get in. */
export function announce({ env, organisation, token, seconds }: Announcement): void {
  const site = env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}`;
  const lines = [
    '',
    `  Console  ${site}`,
    `  Meter    http://${env.METER_HOST === '127.0.0.1' ? 'localhost' : env.METER_HOST}:${env.METER_PORT}`,
    '',
  ];
  if (organisation?.isDemo) {
    lines.push(`  Demo organisation: ${organisation.name}. Sign in with one click, or with the password`);
    lines.push(`  ${DEMO_PASSWORD} as`);
    for (const account of DEMO_ACCOUNTS) lines.push(`    ${account.email.padEnd(26)} ${account.role}`);
    lines.push('');
  }
  if (token) {
    lines.push('  First run: open the address below once to set up your organisation.');
    lines.push(`  ${site}/setup?token=${token}`, '');
  }
  lines.push(`  Ready in ${seconds.toFixed(1)} s. Stop with Ctrl-C.`, '');
  console.log(lines.join('\n'));
}
