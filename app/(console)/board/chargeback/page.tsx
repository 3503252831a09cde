import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { MonthSelect } from '@/components/board-close/month-select';
import { RuleDialog } from '@/components/chargeback/rule-dialog';
import { RuleText } from '@/components/chargeback/rule-text';
import { StatementTable } from '@/components/chargeback/statement-table';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { firstDayOf } from '@/lib/board/month';
import { chargebackStatement } from '@/lib/chargeback/server/chargeback-statement';
import { chargebackTeams } from '@/lib/chargeback/server/chargeback-teams';
import { coinPlaces, type Statement } from '@/lib/chargeback/statement';
import { formatCount, formatMoney } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';
import { boardContext } from '../board-context';
import { monthsUntil, readMonth } from '../search-params';
import { setRule } from './actions';

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('chargeback'))('title') };
}

export default async function ChargebackPage({ searchParams }: PageProps) {
  const [asked, { ctx, may, currency, today }, locale, t] = await Promise.all([
    searchParams,
    boardContext(),
    getLocale(),
    getTranslations('chargeback'),
  ]);
  const statement = await chargebackStatement(ctx, { month: readMonth(asked.month, today), currency });
  const teams = may('chargeback.edit') ? await chargebackTeams(ctx, {}) : [];
  const { month, state, frozen, gap, unpricedRequests } = statement;
  const name = writeDay(firstDayOf(month), 'month', locale);
  const file = `/api/exports/chargeback?month=${month}&currency=${currency}`;
  return (
    <AreaMessages of={['chargeback', 'settings', 'errors']}>
      <PageHeader
        bar={
          <MonthSelect
            path="/board/chargeback"
            label={t('month')}
            month={month}
            months={monthsUntil(today)}
          />
        }
        actions={
          gap === null && (
            <>
              <Button asChild>
                <a href={`${file}&format=pdf&language=${locale}`} download>
                  {t('pdf')}
                </a>
              </Button>
              <Button asChild>
                <a href={file} download>
                  {t('csv')}
                </a>
              </Button>
            </>
          )
        }
        title={sentenceOf(t, statement, name)}
        sub={t(state === 'closed' && !frozen ? 'state.unfrozen' : `state.${state}`)}
      />
      {gap === null && (
        <Section title={t('section')} note={t('currency', { currency })}>
          <StatementTable statement={statement} />
          {unpricedRequests !== '0' && (
            <p className="mt-2 text-ink2">{t('unpriced', { requests: formatCount(unpricedRequests) })}</p>
          )}
        </Section>
      )}
      <Section
        title={t('rule.section')}
        actions={
          may('chargeback.edit') &&
          state !== 'closed' && (
            <RuleDialog
              key={`${month} ${statement.rule.since}`}
              {...{ month, teams, setRule }}
              rule={statement.rule}
            />
          )
        }
      >
        <RuleText statement={statement} />
      </Section>
    </AreaMessages>
  );
}

/** What is charged to how many, or why nothing can be. */
function sentenceOf(
  t: Awaited<ReturnType<typeof getTranslations<'chargeback'>>>,
  { gap, totals, lines, currency }: Statement,
  month: string,
): string {
  if (gap !== null) return t(`gap.${gap}`, { month });
  if (totals === null) return t('sentence.own', { month, count: lines.length });
  const amount = formatMoney(totals.total, currency, coinPlaces(currency));
  return t('sentence.all', { month, amount, count: lines.length });
}
