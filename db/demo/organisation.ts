export const DEMO_ORGANISATION = 'Harbour Logistics Group';
/** Of the fiscal year: April. */
export const DEMO_FISCAL_START = 4;

export interface DemoDepartment {
  key: string;
  name: string;
}

export interface DemoTeam {
  key: string;
  name: string;
  department: string;
  /** Knowledge workers; the twelve teams add up to 300. */
  people: number;
  /** Share of the untagged spend this team sends, in per mille. */
  untagged: number;
}

export const DEPARTMENTS: readonly DemoDepartment[] = [
  { key: 'operations', name: 'Operations' },
  { key: 'commercial', name: 'Commercial' },
  { key: 'corporate', name: 'Corporate Services' },
  { key: 'technology', name: 'Technology' },
];

const team = (key: string, name: string, department: string, people: number, untagged: number): DemoTeam => ({
  key,
  name,
  department,
  people,
  untagged,
});

export const TEAMS: readonly DemoTeam[] = [
  team('freight', 'Freight Forwarding', 'operations', 46, 60),
  team('customs', 'Customs Brokerage', 'operations', 34, 20),
  team('warehouse', 'Warehouse & Fulfilment', 'operations', 28, 20),
  team('last-mile', 'Last-mile Delivery', 'operations', 24, 30),
  team('customer-service', 'Customer Service', 'commercial', 48, 40),
  team('sales', 'Sales & Pricing', 'commercial', 32, 60),
  team('marketing', 'Marketing', 'commercial', 14, 300),
  team('finance', 'Finance & Claims', 'corporate', 22, 40),
  team('legal', 'Legal & Compliance', 'corporate', 10, 20),
  team('people', 'People & Culture', 'corporate', 8, 10),
  team('engineering', 'Software Engineering', 'technology', 24, 280),
  team('data', 'Data & Analytics', 'technology', 10, 120),
];

/** A team that sends usage but that nobody has adopted yet. */
export const PENDING_TEAM = 'ai-lab';

/** The 300 people, as the ids the gateways send; they are stored pseudonymised. */
export const userIds = (key: string, people: number): string[] =>
  Array.from({ length: people }, (_, index) => `${key}-${String(index + 1).padStart(3, '0')}`);
