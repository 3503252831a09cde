'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { MailNotice } from '@/components/alerts/mail-notice';
import { PageHeader } from '@/components/ui/page-header';
import type { DeliveryRow } from '@/lib/alerts/alert-dto';
import type { TeamOption } from '../options';
import { readAlertSettingsAction } from './actions';
import { Channels } from './channels';
import type { AlertSettings } from './data';
import { Deliveries } from './deliveries';
import type { DeliverySearch } from './search-params';

const KEY = ['alert-settings'] as const;
const SOON_MS = 60_000;

/** Often while something is about to be tried or was just sent, else as the inbox does. */
function pollEvery(rows: readonly DeliveryRow[]): number {
  const now = Date.now();
  const isMoving = rows.some(
    ({ state, createdAt, nextAttemptAt }) =>
      state === 'pending' &&
      (Date.parse(createdAt) > now - SOON_MS ||
        nextAttemptAt === null ||
        Date.parse(nextAttemptAt) < now + SOON_MS),
  );
  return isMoving ? 1_500 : 30_000;
}

export function AlertsClient({
  settings,
  search,
  teams,
  editable,
  timeZone,
}: {
  settings: AlertSettings;
  search: DeliverySearch;
  teams: TeamOption[];
  editable: boolean;
  timeZone: string;
}) {
  const t = useTranslations('alerts.channels');
  const s = useTranslations('settings');
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: [...KEY, search],
    queryFn: async () => {
      const result = await readAlertSettingsAction(search);
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
    initialData: settings,
    refetchInterval: ({ state }) => pollEvery(state.data?.deliveries.rows ?? []),
  });
  const { rows, emailReady } = data.channels;
  const working = rows.filter(({ disabledAt, kind }) => !disabledAt && (emailReady || kind !== 'email'));
  const failing = working.filter(({ last }) => last?.state === 'failed').length;
  const changed = () => client.invalidateQueries({ queryKey: KEY });
  return (
    <>
      <PageHeader
        title={
          <>
            {t('sentence', { count: working.length })}{' '}
            {failing > 0 && <span className="text-bad">{t('sentenceFailing', { failing })}</span>}
          </>
        }
        sub={editable ? t('sub') : s('readOnly')}
      />
      {!emailReady && <MailNotice />}
      <Channels
        channels={rows}
        emailReady={emailReady}
        teams={teams}
        editable={editable}
        timeZone={timeZone}
        onChanged={changed}
      />
      <Deliveries
        page={data.deliveries}
        channels={rows}
        search={search}
        editable={editable}
        timeZone={timeZone}
        onChanged={changed}
      />
    </>
  );
}
