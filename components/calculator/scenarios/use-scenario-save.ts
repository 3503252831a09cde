'use client';

import { useRouter } from 'next/navigation';
import { useSubmit } from '@/components/settings/use-submit';
import { toast } from '@/components/ui/toast';
import { encodeState, type ScenarioState } from '@/lib/calculator/state';
import { type OpenScenario, useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

/** Saving from the calculator: as a new scenario, or into the one that is open. */
export function useScenarioSave() {
  const { actions, open, setOpen } = useScenarios();
  const { t } = useScenarioText();
  const form = useSubmit();
  const router = useRouter();

  async function saveAs(
    name: string,
    teamId: string | null,
    state: ScenarioState,
  ): Promise<OpenScenario | null> {
    const result = await form.submit(() => actions.save({ name, teamId, state }));
    if (!result.ok) return null;
    const { scenarioId, updatedAt } = result.value;
    const saved = {
      id: scenarioId,
      name: name.trim(),
      own: true,
      teamId,
      updatedAt,
      saved: encodeState(state),
    };
    setOpen(saved);
    toast.success(t('save.done', { name: saved.name }));
    router.refresh();
    return saved;
  }

  /** 'conflict': it was saved again elsewhere, so that what is here has to go under another name. */
  async function saveChanges(state: ScenarioState): Promise<'saved' | 'conflict' | 'refused'> {
    if (!open) return 'refused';
    const { id: scenarioId, updatedAt } = open;
    const result = await form.submit(() => actions.update({ scenarioId, updatedAt, state }));
    if (!result.ok) return result.error.code === 'conflict' ? 'conflict' : 'refused';
    setOpen({ ...open, updatedAt: result.value.updatedAt, saved: encodeState(state) });
    toast.success(t('save.changed', { name: open.name }));
    router.refresh();
    return 'saved';
  }

  return { ...form, saveAs, saveChanges };
}
