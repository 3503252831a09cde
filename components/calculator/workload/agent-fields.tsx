'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { AGENT_LEVEL_PRESETS, AGENT_LEVELS, type AgentLevel } from '@/lib/calculator/agent-levels';
import { type AgentShape, SINGLE_SHOT } from '@/lib/calculator/workload';
import { FieldGroup } from './field-group';
import { NumberField } from './number-field';
import { useWorkload } from './use-workload';

const same = (a: AgentShape, b: AgentShape): boolean =>
  (Object.keys(a) as (keyof AgentShape)[]).every((field) => a[field] === b[field]);

type Level = AgentLevel | 'plain' | 'own';

const levelOf = (agent: AgentShape): Level =>
  same(agent, SINGLE_SHOT)
    ? 'plain'
    : (AGENT_LEVELS.find((level) => same(agent, AGENT_LEVEL_PRESETS[level].agent)) ?? 'own');

/** How many calls a task makes: the seed document's four levels, or each number on its own. */
export function AgentFields() {
  const t = useTranslations('calculator.agent');
  const { workload, change } = useWorkload();
  const { agent } = workload;
  const level = levelOf(agent);
  const set = (part: Partial<AgentShape>) => change(({ agent: now }) => ({ agent: { ...now, ...part } }));
  const options = (['plain', ...AGENT_LEVELS, ...(level === 'own' ? (['own'] as const) : [])] as const).map(
    (value) => ({ value: value as Level, label: t(`level.${value}`) }),
  );
  return (
    <FieldGroup title={t('title')}>
      <Field label={t('levelLabel')} className="col-span-full">
        <Select
          value={level}
          onValueChange={(next) => {
            if (next === 'own') return;
            change({ agent: next === 'plain' ? SINGLE_SHOT : AGENT_LEVEL_PRESETS[next].agent });
          }}
          options={options}
          className="w-full"
        />
      </Field>
      <NumberField
        label={t('callsPerTask')}
        value={agent.callsPerTask}
        bounds={{ min: 1, max: 100_000 }}
        onChange={(callsPerTask) => set({ callsPerTask: callsPerTask ?? 1 })}
      />
      <NumberField
        label={t('tokensPerTask')}
        hint={t('tokensPerTaskHint')}
        value={agent.tokensPerTask}
        bounds={{ min: 0, max: 10_000_000_000 }}
        optional
        onChange={(tokensPerTask) => set({ tokensPerTask })}
      />
      <NumberField
        label={t('retryShare')}
        value={agent.retryShare}
        bounds={{ min: 0, max: 100_000 }}
        unit="percent"
        onChange={(retryShare) => set({ retryShare: retryShare ?? 0 })}
      />
      <NumberField
        label={t('loopCap')}
        hint={t('loopCapHint')}
        value={agent.loopCap}
        bounds={{ min: 1, max: 1_000_000 }}
        optional
        onChange={(loopCap) => set({ loopCap })}
      />
      <NumberField
        label={t('runawayShare')}
        value={agent.runawayShare}
        bounds={{ min: 0, max: 1 }}
        unit="percent"
        onChange={(runawayShare) => set({ runawayShare: runawayShare ?? 0 })}
      />
      <NumberField
        label={t('runawayCalls')}
        value={agent.runawayCalls}
        bounds={{ min: 1, max: 1_000_000 }}
        onChange={(runawayCalls) => set({ runawayCalls: runawayCalls ?? 1 })}
      />
    </FieldGroup>
  );
}
