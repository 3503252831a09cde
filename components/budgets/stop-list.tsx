'use client';

import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Status } from '@/components/ui/status';
import type { KillSwitchDto } from '@/lib/budgets/budget-dto';
import { useLift } from './stop-dialog';
import { useBudgetText } from './use-budget-text';

/** Kill switches, those in force first: what each stops, since when, until when, by whom and why. */
export function StopList({ stops, timeZone }: { stops: readonly KillSwitchDto[]; timeZone: string }) {
  return (
    <ul>
      {stops.map((stop) => (
        <Stop key={stop.id} stop={stop} timeZone={timeZone} />
      ))}
    </ul>
  );
}

/** What a switch stops, in words. */
export function useStopName(): (stop: Pick<KillSwitchDto, 'scope' | 'names'>) => string {
  const { place } = useBudgetText();
  return ({ scope, names }) => place(scope, names);
}

function Stop({ stop, timeZone }: { stop: KillSwitchDto; timeZone: string }) {
  const { t, instant } = useBudgetText();
  const name = useStopName()(stop);
  const lift = useLift(stop);
  return (
    <li className="grid gap-1.5 border-b py-3.5" data-stop={stop.id}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-60">
          <span className="font-medium">{name}</span>{' '}
          <span className="text-xs text-ink2">{t(`levels.${stop.scope.kind}`)}</span>
        </p>
        <Status tone={stop.inForce ? 'bad' : 'neutral'}>
          {stop.inForce
            ? t('stops.until', { time: instant(stop.endsAt, timeZone) })
            : t(stop.liftedAt ? 'stops.wasLifted' : 'stops.ended')}
        </Status>
        {stop.inForce && stop.canLift && (
          <ConfirmDialog
            trigger={
              <Button size="sm" aria-label={t('stops.liftOf', { name })}>
                {t('stops.lift')}
              </Button>
            }
            title={t('stops.liftTitle', { name })}
            description={t('stops.liftLead')}
            confirmLabel={t('stops.lift')}
            reason="required"
            onConfirm={lift}
          />
        )}
      </div>
      <p>“{stop.reason}”</p>
      <p className="text-xs text-ink2">
        {t('stops.by', { name: stop.startedBy, time: instant(stop.startedAt, timeZone) })}
        {stop.liftedAt && stop.liftedBy
          ? ` · ${t('stops.liftedBy', { name: stop.liftedBy, time: instant(stop.liftedAt, timeZone) })}`
          : !stop.inForce && ` · ${t('stops.endedAt', { time: instant(stop.endsAt, timeZone) })}`}
      </p>
    </li>
  );
}
