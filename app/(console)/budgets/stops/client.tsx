'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBudgetActions } from '@/components/budgets/actions-context';
import { StopDialog } from '@/components/budgets/stop-dialog';
import { StopList, useStopName } from '@/components/budgets/stop-list';
import { unwrap } from '@/components/budgets/unwrap';
import { useBudgetText } from '@/components/budgets/use-budget-text';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { BudgetPlaces, KillSwitchDto } from '@/lib/budgets/budget-dto';

/** What is stopped now, what was, and the button that stops. */
export function StopsClient({
  initial,
  places,
  timeZone,
}: {
  initial: KillSwitchDto[];
  /** Null for who may not stop anything. */
  places: BudgetPlaces | null;
  timeZone: string;
}) {
  const { t } = useBudgetText();
  const { readStops } = useBudgetActions();
  const nameOf = useStopName();
  const [starting, setStarting] = useState(false);
  const { data: stops } = useQuery({
    queryKey: ['budgets', 'stops'],
    queryFn: () => unwrap(readStops()),
    initialData: initial,
    refetchInterval: 15_000,
  });
  const now = stops.filter((stop) => stop.inForce);
  const past = stops.filter((stop) => !stop.inForce);
  const start = places && (
    <Button variant="danger" onClick={() => setStarting(true)}>
      {t('stops.button')}
    </Button>
  );
  const [first] = now;
  return (
    <>
      <PageHeader
        title={
          first
            ? t('stops.sentence', { name: nameOf(first), count: now.length - 1 })
            : t('stops.sentenceNone')
        }
        sub={t('stops.sub')}
        actions={start}
      />
      <Section title={t('stops.inForce')}>
        {now.length > 0 ? (
          <StopList stops={now} timeZone={timeZone} />
        ) : (
          <p className="text-ink2">{t(places ? 'stops.noneHint' : 'stops.noneReadOnly')}</p>
        )}
      </Section>
      {past.length > 0 && (
        <Section title={t('stops.past')}>
          <StopList stops={past} timeZone={timeZone} />
        </Section>
      )}
      <StopDialog
        open={starting}
        onClose={() => setStarting(false)}
        scope={null}
        name={null}
        places={places}
      />
    </>
  );
}
