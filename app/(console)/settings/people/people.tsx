'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SecretDialog } from '@/components/settings/secret-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Section } from '@/components/ui/section';
import { Status, type Tone } from '@/components/ui/status';
import { tableTime } from '@/lib/access/list-time';
import type { PersonRow } from '@/lib/access/server/list-users';
import type { OpenLink, TeamOption } from '../options';
import { InviteDialog } from './invite-dialog';
import { PersonMenu } from './person-menu';

const TONES: Record<PersonRow['state'], Tone> = { active: 'good', invited: 'warn', disabled: 'neutral' };

export function People({
  people,
  teams,
  ownId,
  editable,
  timeZone,
}: {
  people: PersonRow[];
  teams: TeamOption[];
  ownId: string;
  editable: boolean;
  timeZone: string;
}) {
  const t = useTranslations('settings');
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<OpenLink>();

  const showLink = (name: string, token: string, expiresAt: string) =>
    setLink({
      name,
      url: `${window.location.origin}/password/${token}`,
      until: tableTime(expiresAt, timeZone),
    });

  const columns: ColumnDef<PersonRow>[] = [
    {
      accessorKey: 'name',
      header: t('name'),
      cell: ({ row: { original } }) => (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{original.name}</span>
          {original.id === ownId && <Badge>{t('people.you')}</Badge>}
          <span className="w-full text-xs break-all text-ink2">{original.email}</span>
        </span>
      ),
    },
    {
      accessorKey: 'role',
      header: t('people.role'),
      cell: ({ row: { original } }) => (
        <span className="whitespace-nowrap">{t(`roles.${original.role}`)}</span>
      ),
    },
    {
      id: 'teams',
      header: t('people.teams'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <span className="text-ink2">{original.teams.map((team) => team.name).join(', ') || t('none')}</span>
      ),
    },
    {
      accessorKey: 'state',
      header: t('people.state'),
      cell: ({ row: { original } }) => (
        <Status tone={TONES[original.state]}>{t(`people.states.${original.state}`)}</Status>
      ),
    },
    {
      accessorKey: 'lastSignInAt',
      header: t('people.lastSignIn'),
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) =>
        original.lastSignInAt ? tableTime(original.lastSignInAt, timeZone) : t('never'),
    },
  ];
  if (editable)
    columns.push({
      id: 'actions',
      header: () => <span className="sr-only">{t('people.state')}</span>,
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => (
        <PersonMenu person={original} teams={teams} own={original.id === ownId} showLink={showLink} />
      ),
    });

  return (
    <Section
      title={t('people.everyone')}
      actions={
        editable && (
          <Button variant="primary" size="sm" onClick={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        )
      }
    >
      <DataTable data={people} columns={columns} caption={t('people.everyone')} rowId={(row) => row.id} />
      <InviteDialog open={inviting} onClose={() => setInviting(false)} teams={teams} showLink={showLink} />
      <SecretDialog
        secret={link?.url}
        title={t('people.linkTitle', { name: link?.name ?? '' })}
        description={t('people.linkLead', { until: link?.until ?? '' })}
        copyLabel={t('people.copyLink')}
        onClose={() => setLink(undefined)}
      />
    </Section>
  );
}
