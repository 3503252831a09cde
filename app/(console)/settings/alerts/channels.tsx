'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SigningSecret } from '@/components/alerts/signing-secret';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PlainTable } from '@/components/ui/plain-table';
import { Section } from '@/components/ui/section';
import { toast } from '@/components/ui/toast';
import type { ChannelRow } from '@/lib/alerts/alert-dto';
import type { TeamOption } from '../options';
import { ChannelDialog } from './channel-dialog';
import { ChannelTableRow } from './channel-row';

/** Where alerts go besides people, and what may be done about each. */
export function Channels({
  channels,
  emailReady,
  teams,
  editable,
  timeZone,
  onChanged,
}: {
  channels: readonly ChannelRow[];
  emailReady: boolean;
  teams: TeamOption[];
  editable: boolean;
  timeZone: string;
  onChanged: () => void;
}) {
  const t = useTranslations('alerts.channels');
  const s = useTranslations('settings');
  const [creating, setCreating] = useState(false);
  const [editing, setEditing] = useState<ChannelRow>();
  const [made, setMade] = useState<{ name: string; secret: string }>();

  function saved(name: string, secret: string | null | undefined) {
    setCreating(false);
    setEditing(undefined);
    if (secret) setMade({ name, secret });
    else toast.success(secret === null ? t('created', { name }) : s('saved'));
    onChanged();
  }

  const create = editable && (
    <Button variant="primary" size="sm" onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <Section title={t('list')} actions={create}>
      {channels.length === 0 ? (
        <EmptyState title={t('empty')} action={create}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <PlainTable
          caption={t('list')}
          headings={[
            { key: 'channel', label: t('channel') },
            { key: 'target', label: t('target'), hideOnPhone: true },
            { key: 'wants', label: t('wants'), hideOnPhone: true },
            { key: 'last', label: t('last'), hideOnPhone: true },
            { key: 'state', label: t('state') },
            { key: 'do', label: <span className="sr-only">{s('actions', { name: t('list') })}</span> },
          ]}
        >
          {channels.map((channel) => (
            <ChannelTableRow
              key={channel.id}
              channel={channel}
              emailReady={emailReady}
              editable={editable}
              timeZone={timeZone}
              onEdit={() => setEditing(channel)}
              onSecret={(secret) => setMade({ name: channel.name, secret })}
              onChanged={onChanged}
            />
          ))}
        </PlainTable>
      )}
      {(creating || editing) && (
        <ChannelDialog
          channel={editing}
          emailReady={emailReady}
          teams={teams}
          onClose={() => {
            setCreating(false);
            setEditing(undefined);
          }}
          onSaved={saved}
        />
      )}
      <SigningSecret made={made} onClose={() => setMade(undefined)} />
    </Section>
  );
}
