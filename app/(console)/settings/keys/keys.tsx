'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SecretDialog } from '@/components/settings/secret-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Status, type Tone } from '@/components/ui/status';
import { tableTime } from '@/lib/access/list-time';
import type { ApiKeyRow } from '@/lib/access/server/list-api-keys';
import { revokeApiKeyAction } from '../actions';
import { NewKeyDialog } from './new-key-dialog';

const TONES: Record<ApiKeyRow['state'], Tone> = { active: 'good', expired: 'warn', revoked: 'neutral' };

export function Keys({
  keys,
  teams,
  editable,
  anyTeam,
  timeZone,
}: {
  keys: ApiKeyRow[];
  teams: { id: string; name: string }[];
  editable: boolean;
  anyTeam: boolean;
  timeZone: string;
}) {
  const t = useTranslations('settings.keys');
  const s = useTranslations('settings');
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<string>();
  const day = (iso: string | null) => (iso ? tableTime(iso, timeZone, 'day') : s('never'));
  const create = editable && (
    <Button variant="primary" size="sm" onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );

  const columns: ColumnDef<ApiKeyRow>[] = [
    {
      accessorKey: 'name',
      header: s('name'),
      cell: ({ row: { original } }) => (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{original.name}</span>
          <code className="text-xs text-ink2">{original.prefix}…</code>
        </span>
      ),
    },
    {
      accessorKey: 'teamName',
      header: t('team'),
      cell: ({ row: { original } }) => original.teamName ?? t('anyTeamShort'),
    },
    {
      id: 'scopes',
      header: t('scopes'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <span className="text-ink2">{original.scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</span>
      ),
    },
    {
      accessorKey: 'lastUsedAt',
      header: t('lastUsed'),
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) => day(original.lastUsedAt),
    },
    {
      accessorKey: 'expiresAt',
      header: t('expires'),
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) => day(original.expiresAt),
    },
    {
      accessorKey: 'state',
      header: t('state'),
      cell: ({ row: { original } }) => (
        <Status tone={TONES[original.state]}>{t(`states.${original.state}`)}</Status>
      ),
    },
  ];
  if (editable)
    columns.push({
      id: 'revoke',
      header: () => <span className="sr-only">{t('revoke')}</span>,
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => original.state !== 'revoked' && <Revoke apiKey={original} />,
    });

  return (
    <Section title={t('list')} actions={create}>
      <DataTable
        data={keys}
        columns={columns}
        caption={t('list')}
        rowId={(row) => row.id}
        empty={
          <EmptyState title={t('empty')} action={create}>
            {t('emptyHelp')}
          </EmptyState>
        }
      />
      <NewKeyDialog
        open={creating}
        onClose={() => setCreating(false)}
        teams={teams}
        anyTeam={anyTeam}
        onCreated={setShown}
      />
      <SecretDialog
        secret={shown}
        title={t('shownTitle')}
        description={t('shownLead')}
        copyLabel={t('copy')}
        onClose={() => setShown(undefined)}
      />
    </Section>
  );
}

function Revoke({ apiKey }: { apiKey: ApiKeyRow }) {
  const t = useTranslations('settings.keys');
  const router = useRouter();
  const { submit, explain } = useSubmit();

  async function revoke(reason: string): Promise<string | undefined> {
    const result = await submit(() => revokeApiKeyAction({ keyId: apiKey.id, reason }));
    if (!result.ok) return explain(result.error);
    router.refresh();
    return undefined;
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger" size="sm" aria-label={`${t('revoke')}: ${apiKey.name}`}>
          {t('revoke')}
        </Button>
      }
      title={t('revokeTitle', { name: apiKey.name })}
      description={t('revokeLead', { prefix: apiKey.prefix })}
      confirmLabel={t('revoke')}
      reason="required"
      danger
      onConfirm={revoke}
    />
  );
}
