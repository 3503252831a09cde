'use client';

import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu';
import { toast } from '@/components/ui/toast';
import type { ScenarioDto } from '@/lib/calculator/scenario-dto';
import { type NameDraft, NameFields } from './name-fields';
import { openHref } from './scenario-href';
import { useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

type Asking = 'rename' | 'duplicate' | null;

/** What can be done with one saved scenario. */
export function ScenarioMenu({ scenario }: { scenario: ScenarioDto }) {
  const { t } = useScenarioText();
  const { actions, reader, open, setOpen } = useScenarios();
  const [asking, setAsking] = useState<Asking>(null);
  const { submit, explain } = useSubmit();
  const router = useRouter();
  const { id, name } = scenario;

  async function move(to: 'archive' | 'restore') {
    const result = await submit(() => actions[to](id));
    if (!result.ok) {
      toast.error(explain(result.error));
      return;
    }
    if (open?.id === id && to === 'archive') setOpen(null);
    toast.success(t(`menu.${to}Done`, { name }));
    router.refresh();
  }

  return (
    <>
      <DropdownMenu
        trigger={
          <button
            type="button"
            aria-label={t('menu.label', { name })}
            className="grid size-[31px] place-items-center rounded-md text-ink2 hover:bg-accent-soft hover:text-ink"
          >
            <Ellipsis className="size-4" aria-hidden />
          </button>
        }
      >
        <MenuItem asChild>
          <Link href={openHref(id, scenario.state)}>{t('menu.open')}</Link>
        </MenuItem>
        {reader.maySave && <MenuItem onSelect={() => setAsking('duplicate')}>{t('menu.duplicate')}</MenuItem>}
        {reader.maySave && scenario.own && (
          <>
            <MenuItem onSelect={() => setAsking('rename')}>{t('menu.rename')}</MenuItem>
            <MenuItem onSelect={() => move(scenario.archivedAt ? 'restore' : 'archive')}>
              {t(scenario.archivedAt ? 'menu.restore' : 'menu.archive')}
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      <NameDialog key={asking} asking={asking} scenario={scenario} onClose={() => setAsking(null)} />
    </>
  );
}

function NameDialog({
  asking,
  scenario,
  onClose,
}: {
  asking: Asking;
  scenario: ScenarioDto;
  onClose: () => void;
}) {
  const { t } = useScenarioText();
  const { actions, reader, open, setOpen } = useScenarios();
  const { submit, busy, field, summary } = useSubmit();
  const router = useRouter();
  const mayKeepTeam = reader.teams.some(({ id }) => id === scenario.team?.id);
  const [draft, setDraft] = useState<NameDraft>({
    name: asking === 'duplicate' ? t('copyOf', { name: scenario.name }) : scenario.name,
    teamId: mayKeepTeam ? (scenario.team?.id ?? null) : null,
  });

  async function done() {
    const input = { scenarioId: scenario.id, ...draft };
    const result = await submit<unknown>(() =>
      asking === 'rename' ? actions.rename(input) : actions.duplicate(input),
    );
    if (!result.ok) return;
    if (asking === 'rename' && open?.id === scenario.id) setOpen({ ...open, ...draft });
    toast.success(t(asking === 'rename' ? 'menu.renameDone' : 'menu.duplicateDone', { name: draft.name }));
    router.refresh();
    onClose();
  }

  return (
    <Dialog
      open={asking !== null}
      onOpenChange={(next) => !next && onClose()}
      title={asking === 'rename' ? t('menu.rename') : t('menu.duplicate')}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <NameFields draft={draft} onChange={setDraft} error={field} />
        {summary && (
          <p role="alert" className="text-bad">
            {summary}
          </p>
        )}
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={busy}>
            {asking === 'rename' ? t('menu.rename') : t('menu.duplicate')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
