'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { encodeState, type ScenarioState } from '@/lib/calculator/state';
import { pulledLevers } from '@/lib/calculator/waterfall';
import { type OpenScenario, useScenarios } from './scenarios-context';
import { useScenarioSave } from './use-scenario-save';
import { useScenarioText } from './use-scenario-text';

const ALL = 'all';

/** Keeps a plan against a real baseline as a savings initiative. Offered where there is a baseline and a lever. */
export function KeepInitiative({ state, scenario }: { state: ScenarioState; scenario: OpenScenario | null }) {
  const { t } = useScenarioText();
  const { reader } = useScenarios();
  const [open, setOpen] = useState(false);
  const possible = state.origin?.kind === 'workflow' && pulledLevers(state.plan).length > 0;
  if (reader.proposes === 'none' || !possible) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('initiative.button')}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('initiative.title')}
        description={t('initiative.lead')}
      >
        {open && <KeepForm state={state} scenario={scenario} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function KeepForm({
  state,
  scenario,
  onDone,
}: {
  state: ScenarioState;
  scenario: OpenScenario | null;
  onDone: () => void;
}) {
  const { t } = useScenarioText();
  const { actions, reader } = useScenarios();
  const { submit, busy, field, summary } = useSubmit();
  const saving = useScenarioSave();
  const client = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState(scenario?.name ?? '');
  const [team, setTeam] = useState(
    scenario?.teamId ?? (reader.proposes === 'all' ? ALL : (reader.teams[0]?.id ?? ALL)),
  );
  const isSaved = scenario !== null && scenario.saved === encodeState(state);

  /** An initiative is kept from a saved scenario, so that what was planned can be read again. */
  async function savedId(): Promise<string | null> {
    if (scenario && isSaved) return scenario.id;
    if (scenario?.own) return (await saving.saveChanges(state)) === 'saved' ? scenario.id : null;
    return (await saving.saveAs(name, team === ALL ? null : team, state))?.id ?? null;
  }

  async function keep() {
    const scenarioId = await savedId();
    if (scenarioId === null) return;
    const result = await submit(() => actions.keep({ name, scenarioId, teamId: team === ALL ? null : team }));
    if (!result.ok) return;
    toast.success(t(result.value.replaced ? 'initiative.replaced' : 'initiative.done', { name }));
    await client.invalidateQueries({ queryKey: ['scenarios', 'initiatives'] });
    router.refresh();
    onDone();
  }

  const errors = [saving.summary, summary, field('scenarioId')].filter((text) => text !== undefined);
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <Field label={t('initiative.name')} error={field('name') ?? saving.field('name')}>
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={120}
          autoComplete="off"
        />
      </Field>
      <Field label={t('initiative.team')} hint={t('initiative.teamHint')} error={field('teamId')}>
        <Select
          value={team}
          onValueChange={setTeam}
          options={[
            ...(reader.proposes === 'all' ? [{ value: ALL, label: t('initiative.allTeams') }] : []),
            ...reader.teams.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      </Field>
      {!isSaved && <p className="text-ink2">{t('initiative.savesFirst')}</p>}
      {errors.map((text) => (
        <p key={text} role="alert" className="text-bad">
          {text}
        </p>
      ))}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={busy || saving.busy}>
          {t('initiative.keep')}
        </Button>
      </div>
    </form>
  );
}
