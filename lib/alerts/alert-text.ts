import type { ThresholdAction } from '../budgets/budget';
import { type Currency, isCurrency } from '../money/currency';
import { formatCount, formatMoney, formatShare, type Locale } from '../money/format';
import { parseMoney } from '../money/money';
import { addDays, addMonths } from '../time/days';
import { writeDay, writeInstant } from '../time/write';
import type { AlertFacts, BudgetFacts } from './alert';

/** A translator of the namespace `alerts.text`: next-intl's `t`, or use-intl's outside React. */
export type AlertWords = (key: string, values?: Record<string, string | number>) => string;

/** What is told: an alert, or that a channel works. */
export type Told = AlertFacts | { kind: 'test' };

export interface Reader {
  locale: Locale;
  /** The organisation's zone. */
  timeZone: string;
}

/** Plain text in the reader's language. `lines` follow the sentence, one fact each; drivers are set apart. */
export interface AlertText {
  title: string;
  sentence: string;
  lines: string[];
  /** The three largest, with the heading to set above them; null where there are none. */
  drivers: { heading: string; rows: string[] } | null;
}

type Facts<K extends AlertFacts['kind']> = Extract<AlertFacts, { kind: K }>;
type Threshold = Facts<'budget_threshold'>;
type Raise = Extract<AlertFacts, { requestId: string }>;

export function alertText(t: AlertWords, facts: Told, reader: Reader): AlertText {
  switch (facts.kind) {
    case 'budget_threshold':
      return thresholdText(t, facts, reader);
    case 'raise_requested':
    case 'raise_decided':
    case 'raise_expired':
      return raiseText(t, facts, reader);
    case 'executive_review':
      return text(t, 'executive_review', { ...figures(t, facts, reader), budget: facts.budget.name });
    case 'kill_switch':
      return killText(t, facts, reader);
    case 'review_due':
      return text(t, 'review_due', {
        budget: facts.budget.name,
        day: writeDay(facts.reviewOn, 'long', reader.locale),
      });
    case 'pack_waiting':
      return text(t, facts.isClosed ? 'pack_waiting' : 'pack_unclosed', {
        month: writeDay(`${facts.month}-01`, 'month', reader.locale),
      });
    case 'evidence_aged':
      return evidenceText(t, facts, reader);
    case 'test':
      return text(t, 'test', {});
  }
}

const text = (
  t: AlertWords,
  key: string,
  values: Record<string, string>,
  lines: string[] = [],
): AlertText => ({
  title: t(`${key}.title`, values),
  sentence: t(`${key}.sentence`, values),
  lines,
  drivers: null,
});

/** Enough of a pseudonym to tell people apart; an administrator finds the whole one on the budget. */
const shortPseudonym = (pseudonym: string): string => pseudonym.slice(0, 12);

function thresholdText(t: AlertWords, facts: Threshold, reader: Reader): AlertText {
  const values = {
    ...figures(t, facts, reader),
    budget: facts.budget.name,
    percent: `${facts.percent} %`,
  };
  const lines = [
    facts.subject === null ? null : t('budget_threshold.user', { user: shortPseudonym(facts.subject) }),
    actionLine(t, facts.action, values.percent),
    forecastLine(t, facts, reader),
  ].filter((line) => line !== null);
  return {
    title: t('budget_threshold.title', values),
    sentence: t(`budget_threshold.${facts.cause}`, values),
    lines,
    drivers: driverRows(t, facts),
  };
}

function actionLine(t: AlertWords, action: ThresholdAction, percent: string): string | null {
  switch (action.kind) {
    case 'notify':
      return null;
    case 'throttle':
      return t('action.throttle', { calls: formatCount(action.requestsPerMinute) });
    case 'downgrade':
      return t(`action.downgrade_${action.tier}`);
    default:
      return t(`action.${action.kind}`, { percent });
  }
}

/** Said while there is something left and calls go on. */
function forecastLine(t: AlertWords, facts: Threshold, reader: Reader): string | null {
  if (facts.cause === 'denied' || parseMoney(facts.spent) >= parseMoney(facts.limit)) return null;
  return facts.exhaustedOn === null
    ? t('forecast.within')
    : t('forecast.exhausted', { day: writeDay(facts.exhaustedOn, 'long', reader.locale) });
}

function driverRows(t: AlertWords, facts: Threshold): AlertText['drivers'] {
  if (facts.drivers.length === 0) return null;
  const rows = facts.drivers.map(({ workflow, model, share, amount }) =>
    t('drivers.row', {
      workflow: workflow ?? t('drivers.untagged'),
      model,
      amount: amountOf(t, facts.budget, amount),
      share: formatShare(parseMoney(share), 10n ** 12n),
    }),
  );
  return { heading: t('drivers.heading'), rows };
}

function raiseText(t: AlertWords, facts: Raise, reader: Reader): AlertText {
  const values = {
    budget: facts.budget.name,
    by: facts.by,
    from: amountOf(t, facts.budget, facts.from),
    to: amountOf(t, facts.budget, facts.to),
    until: writeDay(facts.until, 'long', reader.locale),
  };
  const key = facts.kind === 'raise_decided' ? `raise_${facts.outcome ?? 'declined'}` : facts.kind;
  const lines = facts.reason ? [t('reason', { reason: facts.reason })] : [];
  return text(t, key, values, lines);
}

function killText(t: AlertWords, facts: Facts<'kill_switch'>, reader: Reader): AlertText {
  const { locale, timeZone } = reader;
  const values = {
    what: facts.what,
    by: facts.by,
    until: writeInstant(facts.endsAt, timeZone, locale, { style: 'long' }),
  };
  const lines = facts.reason ? [t('reason', { reason: facts.reason })] : [];
  return text(t, facts.started ? 'kill_started' : 'kill_lifted', values, lines);
}

function evidenceText(t: AlertWords, facts: Facts<'evidence_aged'>, { locale }: Reader): AlertText {
  const list = new Intl.ListFormat(locale === 'en' ? 'en-GB' : 'zh-HK', { type: 'conjunction' });
  const quoted = (name: string) => (locale === 'en' ? `“${name}”` : `「${name}」`);
  const values = {
    ...{ policy: facts.policy, model: facts.model, taskClass: facts.taskClass ?? '' },
    rules: list.format(facts.rules.map(quoted)),
    days: formatCount(String(facts.days)),
    maxAgeDays: formatCount(String(facts.maxAgeDays)),
  };
  const key = facts.why === 'stale' ? 'evidence_stale' : 'evidence_missing';
  const lines = [
    facts.why === 'stale' && facts.isHeld ? t('evidence.held', values) : null,
    facts.goldenSet === null ? null : t('evidence.again', { goldenSet: facts.goldenSet }),
  ].filter((line) => line !== null);
  return text(t, facts.taskClass === null ? 'evidence_none' : key, values, lines);
}

/** Spent, limit, their ratio and the period, as they are written. */
function figures(
  t: AlertWords,
  facts: { budget: BudgetFacts; spent: string; limit: string; periodFrom: string; periodTo: string },
  reader: Reader,
) {
  return {
    spent: amountOf(t, facts.budget, facts.spent),
    limit: amountOf(t, facts.budget, facts.limit),
    share: formatShare(parseMoney(facts.spent), parseMoney(facts.limit)),
    period: periodText(t, facts.periodFrom, facts.periodTo, reader.locale),
  };
}

const currencyOf = (budget: BudgetFacts): Currency | null =>
  budget.currency !== null && isCurrency(budget.currency) ? budget.currency : null;

function amountOf(t: AlertWords, budget: BudgetFacts, amount: string): string {
  const currency = currencyOf(budget);
  if (currency !== null) return formatMoney(amount, currency);
  return t('tokens', { count: formatCount(amount.split('.')[0] ?? amount) });
}

/** A day, a month, or from the first to the last day of anything else. */
function periodText(t: AlertWords, from: string, to: string, locale: Locale): string {
  if (to === addDays(from, 1)) return writeDay(from, 'long', locale);
  if (from.endsWith('-01') && to === addMonths(from, 1)) return writeDay(from, 'month', locale);
  return t('period', {
    from: writeDay(from, 'medium', locale),
    to: writeDay(addDays(to, -1), 'medium', locale),
  });
}
