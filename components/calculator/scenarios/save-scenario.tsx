'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { encodeState } from '@/lib/calculator/state';
import { useCalculator } from '../calculator-context';
import { type NameDraft, NameFields } from './name-fields';
import { type OpenScenario, useScenarios } from './scenarios-context';
import { useScenarioSave } from './use-scenario-save';
import { useScenarioText } from './use-scenario-text';

/** Saves what is in the calculator: into the open scenario where it is one's own, otherwise under a new name. */
export function SaveScenario({ open }: { open: OpenScenario | null }) {
  const { t } = useScenarioText();
  const { state } = useCalculator();
  const { reader } = useScenarios();
  const { saveChanges, busy, summary } = useScenarioSave();
  const [asking, setAsking] = useState<'new' | 'conflict' | null>(null);
  if (!reader.maySave) return null;
  const changed = open !== null && open.saved !== encodeState(state);

  async function keep() {
    const result = await saveChanges(state);
    if (result === 'conflict') setAsking('conflict');
  }

  return (
    <>
      {open?.own && (
        <Button variant="primary" busy={busy} disabled={!changed} onClick={keep} title={open.name}>
          {changed ? t('save.changes') : t('save.saved')}
        </Button>
      )}
      <Button variant={open?.own ? 'secondary' : 'primary'} onClick={() => setAsking('new')}>
        {open?.own ? t('save.asNew') : t('save.button')}
      </Button>
      {summary && asking === null && (
        <p role="alert" className="w-full text-bad">
          {summary}
        </p>
      )}
      <SaveDialog key={asking} asking={asking} open={open} onClose={() => setAsking(null)} />
    </>
  );
}

function SaveDialog({
  asking,
  open,
  onClose,
}: {
  asking: 'new' | 'conflict' | null;
  open: OpenScenario | null;
  onClose: () => void;
}) {
  const { t } = useScenarioText();
  const { state } = useCalculator();
  const { reader } = useScenarios();
  const { saveAs, busy, field, summary } = useScenarioSave();
  const [draft, setDraft] = useState<NameDraft>({
    name: asking === 'conflict' && open ? t('copyOf', { name: open.name }) : '',
    teamId: open?.own ? open.teamId : (reader.teams.length === 1 && reader.teams[0]?.id) || null,
  });
  return (
    <Dialog
      open={asking !== null}
      onOpenChange={(next) => !next && onClose()}
      title={asking === 'conflict' ? t('save.conflictTitle') : t('save.title')}
      description={asking === 'conflict' ? t('save.conflictLead') : t('save.lead')}
    >
      <form
        className="grid gap-4"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await saveAs(draft.name, draft.teamId, state)) onClose();
        }}
      >
        <NameFields draft={draft} onChange={setDraft} error={field} />
        {summary && (
          <p role="alert" className="text-bad">
            {summary}
          </p>
        )}
        <div className="flex justify-end gap-2">
          {asking === 'conflict' && open && (
            <Button asChild>
              <a href={`/calculator/scenarios/${open.id}`}>{t('save.openNewer')}</a>
            </Button>
          )}
          <Button type="submit" variant="primary" busy={busy}>
            {t('save.button')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
