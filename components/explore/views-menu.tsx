'use client';

import { Bookmark, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Popover } from '@/components/ui/popover';
import { toast } from '@/components/ui/toast';
import type { SavedViewDto } from '@/lib/attribution/saved-view';

/** Each gives back the reason it was refused, or nothing. */
export interface ViewActions {
  save: (name: string, shared: boolean) => Promise<string | undefined>;
  rename: (id: string, name: string) => Promise<string | undefined>;
  remove: (id: string) => Promise<string | undefined>;
}

interface ViewsMenuProps {
  views: readonly SavedViewDto[];
  mayEdit: boolean;
  actions: ViewActions;
}

/** Saved views: open one, keep the present one, and put one's own in order. */
export function ViewsMenu({ views, mayEdit, actions }: ViewsMenuProps) {
  const t = useTranslations('explore.views');
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('title')}
      align="end"
      className="w-80"
      trigger={
        <Button size="sm">
          <Bookmark aria-hidden />
          {t('title')}
        </Button>
      }
    >
      {views.length === 0 ? (
        <p className="pb-2 text-ink2">{t('none')}</p>
      ) : (
        <ul className="grid max-h-72 gap-0.5 overflow-y-auto pb-2">
          {views.map((view) => (
            <ViewLine key={view.id} view={view} actions={actions} onOpen={() => setOpen(false)} />
          ))}
        </ul>
      )}
      {mayEdit ? (
        <SaveForm actions={actions} />
      ) : (
        <p className="border-t pt-2 text-xs text-ink2">{t('readOnly')}</p>
      )}
    </Popover>
  );
}

function ViewLine({
  view,
  actions,
  onOpen,
}: {
  view: SavedViewDto;
  actions: ViewActions;
  onOpen: () => void;
}) {
  const t = useTranslations('explore.views');
  const [editing, setEditing] = useState(false);
  const note = view.own ? (view.shared ? null : t('private')) : t('sharedBy', { name: view.ownerName });
  if (editing) {
    return (
      <li>
        <RenameForm view={view} actions={actions} onDone={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li className="flex items-center gap-1">
      <Link
        href={`${view.path}${view.search}`}
        onClick={onOpen}
        className="min-w-0 flex-1 rounded-sm px-2 py-1 text-ink no-underline hover:bg-accent-soft"
      >
        <span className="block truncate">{view.name}</span>
        {note && <span className="block text-xs text-ink2">{note}</span>}
      </Link>
      {view.own && (
        <>
          <IconButton label={`${t('rename')}: ${view.name}`} onClick={() => setEditing(true)}>
            <Pencil aria-hidden />
          </IconButton>
          <ConfirmDialog
            danger
            title={t('confirmDelete', { name: view.name })}
            description={t(view.shared ? 'deleteShared' : 'deletePrivate')}
            confirmLabel={t('delete')}
            trigger={
              <Button variant="quiet" className="w-[31px] px-0" aria-label={`${t('delete')}: ${view.name}`}>
                <Trash2 aria-hidden />
              </Button>
            }
            onConfirm={async () => {
              const refused = await actions.remove(view.id);
              if (!refused) toast.message(t('deleted'));
              return refused;
            }}
          />
        </>
      )}
    </li>
  );
}

function RenameForm({
  view,
  actions,
  onDone,
}: {
  view: SavedViewDto;
  actions: ViewActions;
  onDone: () => void;
}) {
  const t = useTranslations('explore.views');
  const [name, setName] = useState(view.name);
  const [error, setError] = useState<string>();
  return (
    <form
      className="grid gap-2 px-2 py-1"
      onSubmit={async (event) => {
        event.preventDefault();
        const refused = await actions.rename(view.id, name);
        setError(refused);
        if (refused) return;
        toast.message(t('renamed'));
        onDone();
      }}
    >
      <Field label={t('name')} error={error}>
        <Input
          autoFocus
          maxLength={80}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary">
          {t('rename')}
        </Button>
        <Button size="sm" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

function SaveForm({ actions }: { actions: ViewActions }) {
  const t = useTranslations('explore.views');
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  return (
    <form
      className="grid gap-2 border-t pt-3"
      onSubmit={async (event) => {
        event.preventDefault();
        setBusy(true);
        const refused = await actions.save(name, shared);
        setBusy(false);
        setError(refused);
        if (refused) return;
        setName('');
        toast.message(t('saved'));
      }}
    >
      <Field label={t('name')} error={error}>
        <Input maxLength={80} required value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Checkbox checked={shared} onCheckedChange={(on) => setShared(on === true)} label={t('shared')} />
      <Button type="submit" variant="primary" className="justify-self-start" busy={busy}>
        {t('save')}
      </Button>
    </form>
  );
}
