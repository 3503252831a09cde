import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonStyles } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { toLedgerScale } from '@/lib/attribution/figure';
import type { EndDto, ForecastDto, UsageForecast } from '@/lib/forecasting/dto';
import type { Envelope } from '@/lib/forecasting/envelope';
import { HORIZONS, type Horizon } from '@/lib/forecasting/snapshot';
import { currencySymbol, formatMoney, toChartNumber } from '@/lib/money/format';
import { moneyToString, parseMoney, subtractMoney } from '@/lib/money/money';
import { addDays, daysBetween } from '@/lib/time/days';
import { writeDay } from '@/lib/time/write';
import { DaysTable } from './days-table';
import { EndsTable } from './ends-table';
import { FanChart } from './fan-chart';
import { fanModel } from './fan-model';
import { MadeOf } from './made-of';

type EnvelopeAmounts = Record<Horizon, string>;

interface OutlookProps {
  answer: UsageForecast;
  forecast: ForecastDto;
  end: Horizon;
  view: 'chart' | 'table';
  /** Null: no budget bounds what the reader sees. */
  envelope: Envelope | null;
  /** Of the periods, in the reading currency; null: the envelope is in another one. */
  amounts: EnvelopeAmounts | null;
  /** The name of the one department it is of; null: of all that the reader sees. */
  name: string | null;
  /** Says what it is of. */
  choose: ReactNode;
  csvHref: string;
  hrefOf: (part: { end?: Horizon; view?: 'chart' | 'table' }) => string;
}

const SHOWN_DAYS = 92;

/** The statistical forecast: one sentence, the fan, the ends of month, quarter and year, and how it was made. */
export function Outlook(props: OutlookProps) {
  const { answer, forecast, end, view, amounts, csvHref, hrefOf } = props;
  const t = useTranslations('forecast');
  const locale = useLocale();
  const chosen = forecast.ends.find(({ key }) => key === end);
  if (!chosen) return null;
  const days = forecast.days.filter(({ day }) => day < chosen.period.to);
  const history = answer.history.slice(-SHOWN_DAYS);
  return (
    <>
      <Headline {...props} chosen={chosen} />
      <Section
        title={t('chart.title')}
        note={t('chart.note')}
        actions={
          <>
            <Switch
              label={t('chart.until')}
              items={HORIZONS.map((one) => ({
                key: one,
                text: t(`ends.${one}`),
                href: hrefOf({ end: one }),
              }))}
              current={end}
            />
            <Switch
              label={t('chart.shownAs')}
              items={(['chart', 'table'] as const).map((one) => ({
                key: one,
                text: t(`chart.${one}`),
                href: hrefOf({ view: one }),
              }))}
              current={view}
            />
            <a href={csvHref} download className={buttonStyles({ size: 'sm' })}>
              {t('chart.csv')}
            </a>
          </>
        }
      >
        {view === 'table' ? (
          <DaysTable history={history} days={days} currency={answer.currency} />
        ) : (
          <Fan
            answer={answer}
            history={history}
            days={days}
            chosen={chosen}
            amounts={amounts}
            locale={locale}
          />
        )}
      </Section>
      <Section title={t('ends.title')} note={envelopeNote(props, t)}>
        <EndsTable ends={forecast.ends} amounts={amounts} currency={answer.currency} />
      </Section>
      <MadeOf forecast={forecast} currency={answer.currency} locale={locale} />
    </>
  );
}

type Translate = ReturnType<typeof useTranslations<'forecast'>>;

function envelopeNote({ envelope, amounts }: OutlookProps, t: Translate): string {
  if (!envelope) return t('ends.noEnvelope');
  const limit = formatMoney(envelope.monthly, envelope.currency);
  return amounts
    ? t('ends.envelopeOf', { limit, budgets: envelope.budgets.join(', ') })
    : t('ends.otherCurrency', { limit, currency: envelope.currency });
}

function Headline({
  answer,
  end,
  amounts,
  chosen,
  forecast,
  name,
  choose,
}: OutlookProps & { chosen: EndDto }) {
  const t = useTranslations('forecast');
  const locale = useLocale();
  const money = (value: string) => formatMoney(toLedgerScale(value), answer.currency);
  const over = amounts && subtractMoney(parseMoney(toLedgerScale(chosen.total)), parseMoney(amounts[end]));
  const values = {
    total: money(chosen.total),
    low: money(chosen.intervals.p80.low),
    high: money(chosen.intervals.p80.high),
    period: t(`period.${end}`, {
      until: writeDay(addDays(chosen.period.to, -1), 'long', locale),
      month: writeDay(chosen.period.from, 'month', locale),
    }),
    difference:
      over === null ? '' : money(moneyToString(over < 0n ? subtractMoney(parseMoney('0'), over) : over)),
    envelope: amounts ? money(amounts[end]) : '',
  };
  const key = over === null ? 'plain' : over > 0n ? 'over' : 'under';
  return (
    <PageHeader
      bar={
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          {choose}
          <span>
            {t('bar', {
              day: writeDay(addDays(answer.today, -1), 'long', locale),
              model: t(`models.${forecast.model}`),
            })}
          </span>
        </div>
      }
      title={
        name === null
          ? t(`sentence.${key}`, values)
          : t('department.sentence', { name, sentence: t(`sentence.${key}`, values) })
      }
      sub={
        <p>
          {[
            t('sub.actual', { actual: money(chosen.actual) }),
            chosen.unknownDays > 0 && t('sub.unknown', { count: chosen.unknownDays }),
            answer.limitedToTeams && t('sub.limited'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      }
    />
  );
}

function Fan({
  answer,
  history,
  days,
  chosen,
  amounts,
  locale,
}: {
  answer: UsageForecast;
  history: UsageForecast['history'];
  days: ForecastDto['days'];
  chosen: EndDto;
  amounts: EnvelopeAmounts | null;
  locale: string;
}) {
  const t = useTranslations('forecast');
  const money = (value: string) => formatMoney(toLedgerScale(value), answer.currency);
  const last = days.at(-1);
  const inMonth = daysBetween(chosen.period.from, chosen.period.to);
  const envelope = amounts?.[chosen.key as Horizon];
  const aDay = envelope ? toChartNumber(envelope) / inMonth : null;
  if (!last) return null;
  return (
    <FanChart
      model={fanModel({ history, days, envelopeADay: aDay })}
      unit={currencySymbol(answer.currency)}
      locale={locale}
      label={t('chart.label', {
        expected: money(chosen.total),
        low: money(chosen.intervals.p80.low),
        high: money(chosen.intervals.p80.high),
      })}
      names={{
        today: t('chart.today'),
        expected: t('chart.expected', { amount: money(last.amount) }),
        p80: t('chart.p80', { amount: money(last.p80.high) }),
        p95: t('chart.p95', { amount: money(last.p95.high) }),
        envelope: t('chart.envelope'),
      }}
    />
  );
}

function Switch({
  label,
  items,
  current,
}: {
  label: string;
  items: { key: string; text: string; href: string }[];
  current: string;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: links, not controls of a form
    <span role="group" aria-label={label} className="inline-flex gap-1">
      {items.map(({ key, text, href }) => (
        <Link
          key={key}
          href={href}
          scroll={false}
          aria-current={key === current ? 'true' : undefined}
          className={cn(
            buttonStyles({ size: 'sm', variant: 'quiet' }),
            key === current && 'bg-accent-soft text-ink',
          )}
        >
          {text}
        </Link>
      ))}
    </span>
  );
}

/** Nothing to forecast from: says why, and what to do. */
export function NoForecastYet({ answer, choose }: { answer: UsageForecast; choose: ReactNode }) {
  const t = useTranslations('forecast');
  const reason = answer.noForecast?.reason ?? 'no_data';
  return (
    <>
      {choose}
      <EmptyState
        title={t(`none.${reason}`, { days: answer.noForecast?.knownDays ?? 0 })}
        action={
          <Link href="/data" className={buttonStyles({ variant: 'primary' })}>
            {t('none.action')}
          </Link>
        }
      >
        {t('none.text', { currency: answer.currency })}
      </EmptyState>
    </>
  );
}
