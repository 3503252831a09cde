'use client';

import { useQuery } from '@tanstack/react-query';
import { type BudgetInbox, useBudgetActions } from '@/components/budgets/actions-context';
import { RequestCard } from '@/components/budgets/request-card';
import { ReviewCard } from '@/components/budgets/review-card';
import { unwrap } from '@/components/budgets/unwrap';
import { useBudgetText } from '@/components/budgets/use-budget-text';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';

/** What waits for a decision, then what was decided. */
export function RequestsClient({
  initial,
  canDecide,
  timeZone,
}: {
  initial: BudgetInbox;
  canDecide: boolean;
  timeZone: string;
}) {
  const { t } = useBudgetText();
  const { readInbox } = useBudgetActions();
  const { data } = useQuery({
    queryKey: ['budgets', 'inbox'],
    queryFn: () => unwrap(readInbox()),
    initialData: initial,
    refetchInterval: 30_000,
  });
  const pending = data.requests.filter((one) => one.state === 'pending');
  const decided = data.requests.filter((one) => one.state !== 'pending');
  const openReviews = data.reviews;
  return (
    <>
      <PageHeader
        title={t(canDecide ? 'inbox.sentence' : 'inbox.sentenceOwn', {
          requests: pending.length,
          reviews: openReviews.length,
        })}
        sub={t(canDecide ? 'inbox.sub' : 'inbox.subOwn')}
      />
      {openReviews.length > 0 && (
        <Section title={t('reviews.title')} note={t('reviews.note')}>
          <ul>
            {openReviews.map((one) => (
              <ReviewCard
                key={one.review.id}
                review={one.review}
                budget={one.budget}
                canDecide={canDecide}
                timeZone={timeZone}
              />
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('inbox.pending')}>
        {pending.length === 0 ? (
          <p className="text-ink2">{t(canDecide ? 'inbox.none' : 'inbox.noneOwn')}</p>
        ) : (
          <ul>
            {pending.map((one) => (
              <RequestCard key={one.id} request={one} timeZone={timeZone} />
            ))}
          </ul>
        )}
      </Section>
      {decided.length > 0 && (
        <Section title={t('inbox.decided')}>
          <ul>
            {decided.map((one) => (
              <RequestCard key={one.id} request={one} timeZone={timeZone} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
