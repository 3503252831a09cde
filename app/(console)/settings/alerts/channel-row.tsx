'use client';

import { useLocale, useTranslations } from 'next-intl';
import { DeliveryStatus } from '@/components/alerts/delivery-status';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import { toast } from '@/components/ui/toast';
import type { ChannelRow } from '@/lib/alerts/alert-dto';
import { writeInstant } from '@/lib/time/write';
import { sendTestAction } from './actions';
import { ChannelMenu } from './channel-menu';

export function ChannelTableRow({
  channel,
  emailReady,
  editable,
  timeZone,
  onEdit,
  onSecret,
  onChanged,
}: {
  channel: ChannelRow;
  emailReady: boolean;
  editable: boolean;
  timeZone: string;
  onEdit: () => void;
  onSecret: (secret: string) => void;
  onChanged: () => void;
}) {
  const t = useTranslations('alerts');
  const s = useTranslations('settings');
  const locale = useLocale();
  const { submit, busy, explain } = useSubmit();
  const { name, signing, disabledAt, last } = channel;
  const time = (iso: string) => writeInstant(iso, timeZone, locale);

  async function test() {
    const result = await submit(() => sendTestAction({ channelId: channel.id }));
    if (result.ok) toast.success(t('channels.tested', { name }));
    else toast.error(explain(result.error));
    onChanged();
  }

  return (
    <tr>
      <th scope="row" className="font-normal">
        <span className="font-medium">{name}</span>
        <span className="block text-xs text-ink2">
          {t(`channels.kindOf.${channel.kind}`)} · {s(`locales.${channel.locale}`)}
        </span>
        <span className="block text-xs break-all text-ink2 sm:hidden">{channel.target}</span>
      </th>
      <td className="max-w-72 max-sm:hidden">
        <span className="break-all">{channel.target}</span>
        {signing && (
          <span className="block text-xs text-ink2">
            {t('channels.secretEnds', { hint: signing.hint })}
            {signing.previousUntil && (
              <> · {t('channels.previousUntil', { time: time(signing.previousUntil) })}</>
            )}
          </span>
        )}
      </td>
      <td className="max-sm:hidden">
        <span title={channel.kinds.map((kind) => t(`kinds.${kind}`)).join(', ') || undefined}>
          {channel.kinds.length === 0
            ? t('channels.wantsAll')
            : t('channels.wantsSome', { count: channel.kinds.length })}
        </span>
        <span className="block text-xs text-ink2">{channel.team?.name ?? t('channels.everyTeam')}</span>
      </td>
      <td className="max-sm:hidden">
        {last ? (
          <>
            <DeliveryStatus state={last.state} />
            <span className="block text-xs text-ink2">{time(last.at)}</span>
          </>
        ) : (
          <span className="text-ink2">{t('channels.never')}</span>
        )}
      </td>
      <td>
        <ChannelState disabled={disabledAt !== null} mailMissing={channel.kind === 'email' && !emailReady} />
      </td>
      <td data-align="right">
        {editable && (
          <span className="flex items-center justify-end gap-1.5">
            {!disabledAt && (
              <Button
                size="sm"
                busy={busy}
                aria-label={t('channels.testLabel', { name })}
                onClick={test}
                className="max-sm:hidden"
              >
                {t('channels.test')}
              </Button>
            )}
            <ChannelMenu
              channel={channel}
              onTest={test}
              onEdit={onEdit}
              onSecret={onSecret}
              onChanged={onChanged}
            />
          </span>
        )}
      </td>
    </tr>
  );
}

function ChannelState({ disabled, mailMissing }: { disabled: boolean; mailMissing: boolean }) {
  const t = useTranslations('alerts.channels');
  if (disabled) return <Status tone="neutral">{t('off')}</Status>;
  if (mailMissing) return <Status tone="warn">{t('noMailShort')}</Status>;
  return <Status tone="good">{t('on')}</Status>;
}
