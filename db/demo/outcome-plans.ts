/** What one outcome is worth from the start of a month (0–12) on. */
interface PlannedValue {
  from: number;
  /** HK$ of one outcome. */
  amount: string;
  reworkShare: string;
  basis: string;
}

export interface OutcomePlan {
  workflow: string;
  outcome: string;
  unit: string;
  description: string;
  vouchedBy: string;
  /** Requests that one outcome takes in the last month. */
  requests: number;
  values: readonly PlannedValue[];
}

const value = (amount: string, reworkShare: string, basis: string, from = 0): PlannedValue => ({
  from,
  amount,
  reworkShare,
  basis,
});

const CUSTOMER = 'Head of Customer Service';
const SALES = 'Commercial Director';
const FREIGHT = 'General Manager, Freight';
const CUSTOMS = 'Licensed Customs Broker in Charge';
const FINANCE = 'Financial Controller';

/**
 * What the workflows of the demo deliver. Four make a loss: contract review, whose answers are rewritten; the HS-code
 * classifier, since its prompt grew; driver briefs and campaigns, which save less than they use. Shift summaries have no
 * value yet, and the regression suite has no definition at all.
 */
export const OUTCOME_PLANS: readonly OutcomePlan[] = [
  {
    workflow: 'resolve-ticket',
    outcome: 'ticket_resolved',
    unit: 'resolved ticket',
    description:
      'A ticket closed and not opened again within seven days. A reply that was only generated does not count.',
    vouchedBy: CUSTOMER,
    requests: 7.5,
    values: [
      value('12', '0.14', "Six minutes of an agent's time"),
      value('12', '0.08', "Six minutes of an agent's time; reopened less often since routing", 8),
    ],
  },
  {
    workflow: 'track-shipment',
    outcome: 'question_answered',
    unit: 'answered tracking question',
    description: 'The customer did not ask a person about the same shipment within a day.',
    vouchedBy: CUSTOMER,
    requests: 3,
    values: [value('4', '0.05', "Two minutes of an agent's time")],
  },
  {
    workflow: 'respond-to-tender',
    outcome: 'tender_submitted',
    unit: 'submitted tender',
    description: 'A tender sent to the customer before its deadline.',
    vouchedBy: SALES,
    requests: 420,
    values: [value('650', '0.2', "Half a day of a bid writer's time")],
  },
  {
    workflow: 'brief-account',
    outcome: 'briefing_used',
    unit: 'account briefing',
    description: 'A briefing opened before the meeting it was written for.',
    vouchedBy: SALES,
    requests: 14,
    values: [value('55', '0.1', 'Fifteen minutes of preparation')],
  },
  {
    workflow: 'write-campaign',
    outcome: 'piece_published',
    unit: 'published piece',
    description: 'A text that went out to customers.',
    vouchedBy: 'Head of Marketing',
    requests: 300,
    values: [value('60', '0.3', "Twenty minutes of a copywriter's time")],
  },
  {
    workflow: 'translate-collateral',
    outcome: 'page_translated',
    unit: 'translated page',
    description: 'A page that passed the review of a second reader.',
    vouchedBy: 'Head of Marketing',
    requests: 9,
    values: [value('35', '0.25', 'Rate of the translation agency')],
  },
  {
    workflow: 'quote-shipment',
    outcome: 'quote_sent',
    unit: 'quote sent',
    description: 'A quote sent to the customer with a price that was honoured.',
    vouchedBy: FREIGHT,
    requests: 11,
    values: [value('18', '0.08', "Eight minutes of a pricing clerk's time")],
  },
  {
    workflow: 'draft-booking',
    outcome: 'booking_confirmed',
    unit: 'confirmed booking',
    description: 'A booking that the carrier confirmed without a change.',
    vouchedBy: FREIGHT,
    requests: 8,
    values: [value('14', '0.1', "Six minutes of a booking clerk's time")],
  },
  {
    workflow: 'extract-bill-of-lading',
    outcome: 'document_posted',
    unit: 'posted document',
    description: 'A bill of lading posted to the shipment without being typed again.',
    vouchedBy: FREIGHT,
    requests: 1.2,
    values: [
      value('6', '0.06', 'Rate of the data-entry contractor'),
      value('6.50', '0.03', 'New rate of the data-entry contractor', 9),
    ],
  },
  {
    workflow: 'classify-hs-code',
    outcome: 'code_accepted',
    unit: 'accepted classification',
    description: 'A code that the broker accepted as proposed.',
    vouchedBy: CUSTOMS,
    requests: 6,
    values: [value('1.15', '0.06', "Twenty seconds of a broker's time")],
  },
  {
    workflow: 'screen-denied-parties',
    outcome: 'party_cleared',
    unit: 'screened party',
    description: 'A party cleared or escalated with the reason on file.',
    vouchedBy: CUSTOMS,
    requests: 1.5,
    values: [value('2.20', '0.02', 'Fee of the former screening service')],
  },
  {
    workflow: 'triage-stock-exceptions',
    outcome: 'exception_closed',
    unit: 'closed exception',
    description: 'A stock difference explained and closed in the same shift.',
    vouchedBy: 'Warehouse Manager',
    requests: 5,
    values: [value('3.50', '0.1', "Two minutes of a supervisor's time")],
  },
  {
    workflow: 'summarise-shift',
    outcome: 'handover_read',
    unit: 'shift handover',
    description: 'A handover that the next shift leader signed as read.',
    vouchedBy: 'Warehouse Manager',
    requests: 40,
    values: [],
  },
  {
    workflow: 'reschedule-delivery',
    outcome: 'delivery_rescheduled',
    unit: 'rescheduled delivery',
    description: 'A new slot that the customer accepted and that was kept.',
    vouchedBy: 'Last-mile Operations Manager',
    requests: 6,
    values: [value('5', '0.08', "Two and a half minutes of a dispatcher's time")],
  },
  {
    workflow: 'brief-driver',
    outcome: 'brief_opened',
    unit: 'opened driver brief',
    description: 'A brief that the driver opened before the first stop.',
    vouchedBy: 'Last-mile Operations Manager',
    requests: 30,
    values: [value('0.28', '0', 'Ten seconds of driving time')],
  },
  {
    workflow: 'cleanse-addresses',
    outcome: 'address_fixed',
    unit: 'corrected address',
    description: 'An address that the carrier accepted after correction.',
    vouchedBy: 'Last-mile Operations Manager',
    requests: 1,
    values: [value('0.06', '0.01', 'Share of a failed delivery saved')],
  },
  {
    workflow: 'match-invoices',
    outcome: 'invoice_matched',
    unit: 'matched invoice line',
    description: 'A line matched to its order and posted without a query.',
    vouchedBy: FINANCE,
    requests: 3,
    values: [value('0.90', '0.04', "Thirty seconds of a clerk's time")],
  },
  {
    workflow: 'assess-claim',
    outcome: 'claim_decided',
    unit: 'decided claim',
    description: 'A claim decided on the proposed grounds.',
    vouchedBy: FINANCE,
    requests: 18,
    values: [value('95', '0.15', "Half an hour of an assessor's time")],
  },
  {
    workflow: 'review-contract',
    outcome: 'query_answered',
    unit: 'answered research query',
    description:
      'A query answered for a lawyer. Counted when delivered; rework says what the lawyer rewrote.',
    vouchedBy: 'General Counsel',
    requests: 46.65,
    values: [value('620', '0.97', 'Half an hour of counsel; 97 % of the answers were rewritten entirely')],
  },
  {
    workflow: 'answer-policy-question',
    outcome: 'question_closed',
    unit: 'closed staff question',
    description: 'A question that did not become a ticket for People & Culture.',
    vouchedBy: 'Head of People & Culture',
    requests: 4,
    values: [value('9', '0.1', "Four minutes of an officer's time")],
  },
  {
    workflow: 'assist-coding',
    outcome: 'change_merged',
    unit: 'merged change',
    description: 'A change merged after review and not reverted within fourteen days.',
    vouchedBy: 'Head of Engineering',
    requests: 120,
    values: [value('420', '0.2', "An hour of an engineer's time")],
  },
  {
    workflow: 'investigate-incident',
    outcome: 'cause_found',
    unit: 'incident with its cause found',
    description: 'An incident whose cause in the review is the one proposed.',
    vouchedBy: 'Head of Engineering',
    requests: 130,
    values: [value('320', '0.1', "Three quarters of an hour of an engineer's time")],
  },
  {
    workflow: 'answer-data-question',
    outcome: 'answer_kept',
    unit: 'answer kept',
    description: 'An answer that the asker kept without asking an analyst.',
    vouchedBy: 'Head of Data',
    requests: 6,
    values: [value('45', '0.2', "Ten minutes of an analyst's time")],
  },
];
