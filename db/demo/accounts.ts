import type { Role } from '../../lib/access/permissions';

export interface DemoAccount {
  email: string;
  name: string;
  role: Role;
  teams: readonly string[];
  locale: 'en' | 'zh-HK';
}

/** One account per role. They exist only in the demo organisation. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'cfo@harbour.example', name: 'Vivian Kwok 郭詠欣', role: 'cfo', teams: [], locale: 'en' },
  { email: 'admin@harbour.example', name: 'Marcus Lau 劉啟明', role: 'admin', teams: [], locale: 'en' },
  {
    email: 'lead@harbour.example',
    name: 'Joyce Ng 吳凱琳',
    role: 'team_lead',
    teams: ['customer-service', 'last-mile'],
    locale: 'zh-HK',
  },
  {
    email: 'engineer@harbour.example',
    name: 'Kelvin Cheung 張浩然',
    role: 'engineer',
    teams: ['engineering'],
    locale: 'en',
  },
  { email: 'auditor@harbour.example', name: 'Priya Nair', role: 'auditor', teams: [], locale: 'en' },
];

/** The same for every demo account; printed at start, and only ever valid in the demo organisation. */
export const DEMO_PASSWORD = 'harbour-demo-2026';
