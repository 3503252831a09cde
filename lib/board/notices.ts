import { fromUnits, toUnits } from '../attribution/figure';
import { shareText } from './arithmetic';
import type { Board, BoardNotice } from './board';
import type { NoticeKey } from './notice-facts';

/** What the figures of a board must say before notices are made of them. */
export type NoticeFigures = Omit<Board, 'risks' | 'decisions'>;

const PLACES = 12;
const units = (value: string): bigint => toUnits(value, PLACES);
const SHARE = 10n ** 12n;
/** Spend that grows by more than this a month, and cost without a full set of tags beyond it, are risks. */
const RISING = SHARE / 5n;
const UNTAGGED = SHARE / 10n;
/** A forecast further off than this is said where the board set no target. */
const OFF = SHARE / 10n;
/** A board is not asked about losses below a thousandth of the month's spend. */
const NOTICEABLE = 1000n;
/** At most so many of a kind: the dearest first. */
const MOST = 5;

const notice = (key: NoticeKey, facts: Record<string, string>, path: string): BoardNotice => ({
  key,
  facts,
  path,
});

/** Risks and decisions by rules from the figures alone, in the order of the page. */
export const noticesOf = (figures: NoticeFigures): Pick<Board, 'risks' | 'decisions'> => ({
  risks: [
    ...spendRises(figures),
    ...envelopeBreaks(figures),
    ...budgetsBroken(figures),
    ...losses(figures).map((loss) => notice('workflow_at_loss', loss.facts, loss.path)),
    ...forecastMissed(figures),
    ...unpriced(figures),
    ...untagged(figures),
    ...restated(figures),
    ...evidenceAged(figures),
  ],
  decisions: [
    ...losses(figures)
      .filter(({ loss }) => isNoticeable(loss, figures))
      .map((loss) => notice('decide_workflow', loss.facts, loss.path)),
    ...envelopeBreaks(figures).map(({ facts, path }) => notice('decide_envelope', facts, path)),
    ...savingsProposed(figures),
    ...undefinedWorkflows(figures),
    ...(figures.state === 'over'
      ? [notice('close_month', { month: figures.month }, `/board/close?month=${figures.month}`)]
      : []),
  ],
});

function spendRises({ spend, period }: NoticeFigures): BoardNotice[] {
  if (spend.changeShare === null || spend.change.value === null || units(spend.changeShare) <= RISING)
    return [];
  const path = `/explore?from=${period.from}&to=${period.to}&by=workflow`;
  return [notice('spend_rising', { share: spend.changeShare, amount: spend.change.value }, path)];
}

/** The present month is heading beyond the organisation's envelope. Only where both are in one currency. */
function envelopeBreaks({ state, envelope, forecast, currency }: NoticeFigures): BoardNotice[] {
  const end = forecast.forecast?.ends.find(({ key }) => key === 'month');
  if (state !== 'running' || !envelope || envelope.currency !== currency || !end) return [];
  const over = units(end.total) - units(envelope.amount);
  if (over <= 0n) return [];
  const facts = { amount: end.total, envelope: envelope.amount, over: decimal(over) };
  return [notice('envelope_will_break', facts, '/forecast')];
}

function budgetsBroken({ budgets }: NoticeFigures): BoardNotice[] {
  return budgets
    .filter(({ state }) => state === 'exceeded' || state === 'blocked' || state === 'will_exceed')
    .sort((a, b) => (units(a.used) > units(b.used) ? -1 : 1))
    .slice(0, MOST)
    .map(({ id, name, used, state }) => {
      const key = state === 'will_exceed' ? 'budget_will_exceed' : 'budget_exceeded';
      return notice(key, { name, share: used }, `/budgets/${id}`);
    });
}

/** Workflows that cost more than they were worth, the largest loss first. */
function losses({ workflows, month }: NoticeFigures) {
  return workflows
    .flatMap(({ workflow, label, margin, outcomes, costPerOutcome, valuePerOutcome }) => {
      if (margin === null || units(margin) >= 0n) return [];
      const facts = {
        ...{ name: label, outcomes, amount: decimal(-units(margin)) },
        ...{ cost: costPerOutcome ?? '0', worth: valuePerOutcome ?? '0' },
      };
      return [
        { facts, path: `/workflows/${encodeURIComponent(workflow)}?period=${month}`, loss: units(margin) },
      ];
    })
    .sort((a, b) => (a.loss < b.loss ? -1 : 1))
    .slice(0, MOST);
}

const isNoticeable = (loss: bigint, { spend }: NoticeFigures): boolean =>
  spend.amount.value !== null && -loss * NOTICEABLE >= units(spend.amount.value);

function forecastMissed({ metrics }: NoticeFigures): BoardNotice[] {
  const variance = metrics.find(({ key }) => key === 'forecast_variance');
  if (!variance || variance.value === null) return [];
  const off = units(variance.value);
  const isFar = variance.met === null ? off > OFF || off < -OFF : !variance.met;
  return isFar ? [notice('forecast_missed', { share: variance.value }, '/forecast/accuracy')] : [];
}

function unpriced({ coverage }: NoticeFigures): BoardNotice[] {
  const { unpricedTokens, unpricedRequests } = coverage.priced;
  if (unpricedTokens === '0' && unpricedRequests === '0') return [];
  return [notice('usage_unpriced', { tokens: unpricedTokens, requests: unpricedRequests }, '/data/unpriced')];
}

function untagged({ coverage }: NoticeFigures): BoardNotice[] {
  const { costShare } = coverage.tagged;
  if (costShare === null) return [];
  const missing = SHARE - units(costShare);
  return missing > UNTAGGED
    ? [notice('spend_untagged', { share: shareText(missing, SHARE) }, '/data/tags')]
    : [];
}

const restated = ({ restatements }: NoticeFigures): BoardNotice[] =>
  restatements.flatMap(({ month, difference, lateEvents, outcomes = [] }) => [
    ...(units(difference) !== 0n || lateEvents !== '0'
      ? [notice('month_restated', { month, amount: difference, events: lateEvents }, '/board/close')]
      : []),
    ...outcomes
      .slice(0, MOST)
      .map(({ label, difference: outcomesMoved, lateRecords }) =>
        notice(
          'outcomes_restated',
          { month, name: label, count: outcomesMoved, records: lateRecords },
          '/board/close',
        ),
      ),
  ]);

/** The routing policies in force rest on evidence that does not hold any more: the oldest first. */
const evidenceAged = ({ evidence = [] }: NoticeFigures): BoardNotice[] =>
  evidence
    .slice(0, MOST)
    .map(({ policy, taskClass, model, evidenceId, days }) =>
      notice(
        'evidence_stale',
        { name: policy, model, what: taskClass, days: String(days) },
        `/routing/evidence/${evidenceId}`,
      ),
    );

const savingsProposed = ({ savings }: NoticeFigures): BoardNotice[] =>
  savings
    .filter(({ state }) => state === 'proposed')
    .slice(0, MOST)
    .map(({ name, savingMonthly }) =>
      savingMonthly === null
        ? notice('start_saving_unconverted', { name }, '/calculator/scenarios')
        : notice('start_saving', { name, amount: savingMonthly }, '/calculator/scenarios'),
    );

/** What is spent on workflows of which nobody said what they deliver. */
function undefinedWorkflows({ workflows, month }: NoticeFigures): BoardNotice[] {
  const silent = workflows.filter(({ gap }) => gap === 'no_definition');
  if (silent.length === 0) return [];
  const amount = silent.reduce((sum, { effectiveCost }) => sum + units(effectiveCost.value ?? '0'), 0n);
  const facts = { count: String(silent.length), amount: decimal(amount) };
  return [notice('define_outcomes', facts, `/workflows?period=${month}`)];
}

const decimal = (amount: bigint): string => fromUnits(amount, PLACES);
