'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useBudgetActions } from '@/components/budgets/actions-context';
import { percentText } from '@/components/budgets/amounts';
import { ArchiveButton } from '@/components/budgets/archive-button';
import { BurnPanel } from '@/components/budgets/burn-panel';
import { Denials } from '@/components/budgets/denials';
import { DetailFigures } from '@/components/budgets/detail-figures';
import { DetailHeadline } from '@/components/budgets/detail-headline';
import { EditPanel } from '@/components/budgets/edit-panel';
import { History } from '@/components/budgets/history';
import { RaiseForm } from '@/components/budgets/raise-form';
import { RequestCard } from '@/components/budgets/request-card';
import { ReviewCard } from '@/components/budgets/review-card';
import { stoppable } from '@/components/budgets/row-menu';
import { Rules } from '@/components/budgets/rules';
import { StopDialog } from '@/components/budgets/stop-dialog';
import { StopList } from '@/components/budgets/stop-list';
import { ReachedTable, ThresholdList } from '@/components/budgets/threshold-list';
import { unwrap } from '@/components/budgets/unwrap';
import { useBudgetText } from '@/components/budgets/use-budget-text';
import { UsersTable } from '@/components/budgets/users-table';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import type { BudgetDays, BudgetDetail } from '@/lib/budgets/budget-dto';

interface BudgetClientProps {
  initial: BudgetDetail;
  days: BudgetDays;
  /** A day of the period shown; null: the one that runs. */
  day: string | null;
  owners: { id: string; name: string }[];
  mayStop: boolean;
  today: string;
  timeZone: string;
}

type Open = 'edit' | 'raise' | 'stop' | null;

export function BudgetClient({ initial, days, day, owners, mayStop, today, timeZone }: BudgetClientProps) {
  const { t, place } = useBudgetText();
  const { readDetail } = useBudgetActions();
  const [open, setOpen] = useState<Open>(null);
  const { data } = useQuery({
    queryKey: ['budgets', 'detail', initial.budget.id],
    queryFn: () => unwrap(readDetail(initial.budget.id)),
    initialData: initial,
    refetchInterval: 30_000,
  });
  const { budget } = data;
  const live = budget.archivedAt === null;
  const stopScope = stoppable(budget);
  const stopped = data.killSwitches.some((stop) => stop.inForce);
  return (
    <>
      <DetailHeadline
        budget={budget}
        actions={
          live && (
            <>
              {budget.can.edit && (
                <Button
                  aria-expanded={open === 'edit'}
                  onClick={() => setOpen(open === 'edit' ? null : 'edit')}
                >
                  {t('detail.edit')}
                </Button>
              )}
              {budget.can.request && !budget.can.envelope && (
                <Button onClick={() => setOpen(open === 'raise' ? null : 'raise')}>{t('raise.ask')}</Button>
              )}
              {mayStop && stopScope && !stopped && (
                <Button variant="danger" onClick={() => setOpen('stop')}>
                  {t('stops.startHere')}
                </Button>
              )}
              {budget.can.archive && <ArchiveButton budget={budget} />}
            </>
          )
        }
      />
      {(open === 'edit' || open === 'raise') && (
        <div className="mb-6 rounded-lg border bg-raise p-4">
          {open === 'edit' ? (
            <EditPanel budget={budget} owners={owners} today={today} onClose={() => setOpen(null)} />
          ) : (
            <RaiseForm budget={budget} wanted="" today={today} onDone={() => setOpen(null)} />
          )}
        </div>
      )}
      <DetailFigures budget={budget} timeZone={timeZone} />
      <BurnPanel
        budget={budget}
        day={day}
        initial={days}
        chooser={<PeriodChooser detail={data} day={day} />}
      />
      <div className="grid gap-x-11 lg:grid-cols-2">
        <Section title={t('detail.thresholds')} note={t('detail.thresholdsNote')} className="first:mt-8">
          <ThresholdList budget={budget} reached={data.thresholdsReached} timeZone={timeZone} />
        </Section>
        <Section title={t('detail.rules')}>
          <Rules budget={budget} />
        </Section>
      </div>
      {budget.users && (
        <Section title={t('users.title')} note={t('users.note')}>
          <UsersTable budget={budget} users={budget.users} />
        </Section>
      )}
      {data.reviews.length > 0 && (
        <Section title={t('reviews.title')} note={t('reviews.note')}>
          <ul>
            {data.reviews.map((review) => (
              <ReviewCard
                key={review.id}
                review={review}
                budget={null}
                canDecide={budget.can.decide}
                timeZone={timeZone}
              />
            ))}
          </ul>
        </Section>
      )}
      {data.killSwitches.length > 0 && (
        <Section title={t('stops.here')}>
          <StopList stops={data.killSwitches} timeZone={timeZone} />
        </Section>
      )}
      <Denials budget={budget} day={day} timeZone={timeZone} />
      <Section title={t('raise.section')} note={t('raise.sectionNote')}>
        {data.requests.length === 0 ? (
          <p className="text-ink2">{t('raise.none')}</p>
        ) : (
          <ul>
            {data.requests.map((request) => (
              <RequestCard key={request.id} request={request} timeZone={timeZone} linked={false} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('detail.reached')} note={t('detail.reachedNote')}>
        <ReachedTable reached={data.thresholdsReached} budget={budget} timeZone={timeZone} />
      </Section>
      <Section title={t('history.title')} note={t('history.note')}>
        <History changes={data.history} budget={budget} owners={owners} timeZone={timeZone} />
      </Section>
      <StopDialog
        open={open === 'stop'}
        onClose={() => setOpen(null)}
        scope={stopScope}
        name={place(budget.scope, budget.names)}
        places={null}
      />
    </>
  );
}

const NOW = 'now';

/** Which period of the budget the chart and the blocked calls are of. */
function PeriodChooser({ detail, day }: { detail: BudgetDetail; day: string | null }) {
  const { t, period } = useBudgetText();
  const router = useRouter();
  const { budget, periods } = detail;
  const present = budget.position.period.from;
  const past = periods.filter(({ from }) => from !== present);
  if (past.length === 0) return null;
  return (
    <Select
      value={periods.find(({ from, to }) => day !== null && from <= day && day < to)?.from ?? NOW}
      aria-label={t('detail.period')}
      className="min-h-[26px] py-[2px]"
      onValueChange={(next) =>
        router.push(`/budgets/${budget.id}${next === NOW || next === present ? '' : `?day=${next}`}`, {
          scroll: false,
        })
      }
      options={[
        { value: NOW, label: period(budget.period, budget.position.period) },
        ...past.map((one) => ({
          value: one.from,
          label: period(budget.period, one),
          hint: percentText(one.percent),
        })),
      ]}
    />
  );
}
