'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import type { ActionResult } from '@/lib/action-result';
import type { ChannelRow } from '@/lib/alerts/alert-dto';
import { disableChannelAction, enableChannelAction, rotateSecretAction } from './actions';

type Step = 'rotate' | 'disable' | 'enable';

export function ChannelMenu({
  channel,
  onTest,
  onEdit,
  onSecret,
  onChanged,
}: {
  channel: ChannelRow;
  onTest: () => void;
  onEdit: () => void;
  onSecret: (secret: string) => void;
  onChanged: () => void;
}) {
  const t = useTranslations('alerts.channels');
  const s = useTranslations('settings');
  const { submit, explain } = useSubmit();
  const [step, setStep] = useState<Step>();
  const channelId = channel.id;
  const { name } = channel;

  /** Runs a change; a refusal comes back as the text for the dialog. */
  async function change<T>(
    run: () => Promise<ActionResult<T>>,
    done?: (value: T) => void,
  ): Promise<string | undefined> {
    const result = await submit(run);
    if (!result.ok) return explain(result.error);
    done?.(result.value);
    onChanged();
    return undefined;
  }

  const confirmations = {
    rotate: {
      title: t('rotateTitle', { name }),
      description: t('rotateLead'),
      confirmLabel: t('rotate'),
      danger: false,
      onConfirm: () =>
        change(
          () => rotateSecretAction({ channelId }),
          ({ secret }) => secret && onSecret(secret),
        ),
    },
    disable: {
      title: t('disableTitle', { name }),
      description: t('disableLead'),
      confirmLabel: t('disable'),
      danger: true,
      onConfirm: () => change(() => disableChannelAction({ channelId })),
    },
    enable: {
      title: t('enableTitle', { name }),
      description: t('enableLead'),
      confirmLabel: t('enable'),
      danger: false,
      onConfirm: () => change(() => enableChannelAction({ channelId })),
    },
  };

  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="quiet" size="sm" aria-label={s('actions', { name })}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {!channel.disabledAt && (
          <MenuItem className="sm:hidden" onSelect={onTest}>
            {t('test')}
          </MenuItem>
        )}
        <MenuItem onSelect={onEdit}>{t('edit')}</MenuItem>
        {channel.signing && <MenuItem onSelect={() => setStep('rotate')}>{t('rotate')}</MenuItem>}
        <MenuSeparator />
        {channel.disabledAt ? (
          <MenuItem onSelect={() => setStep('enable')}>{t('enable')}</MenuItem>
        ) : (
          <MenuItem danger onSelect={() => setStep('disable')}>
            {t('disable')}
          </MenuItem>
        )}
      </DropdownMenu>
      {step && (
        <ConfirmDialog open onOpenChange={(open) => !open && setStep(undefined)} {...confirmations[step]} />
      )}
    </>
  );
}
