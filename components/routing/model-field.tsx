'use client';

import { useId } from 'react';
import { Label } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ModelRef } from '@/lib/routing/policy';
import type { RoutingNames } from '@/lib/routing/routing-names';

/** A model as one writes it: `provider/model` of the catalogue, else the name alone, at whichever provider. */
export function refOf(text: string, models: RoutingNames['models']): ModelRef {
  const found = models.find(({ provider, model }) => `${provider}/${model}` === text);
  return found ? { provider: found.provider, model: found.model } : { provider: null, model: text };
}

const textOf = ({ provider, model }: ModelRef): string => (provider ? `${provider}/${model}` : model);

/** A model of the catalogue, found while one types. */
export function ModelField({
  label,
  hint,
  value,
  models,
  onChange,
}: {
  label: string;
  hint?: string;
  value: ModelRef;
  models: RoutingNames['models'];
  onChange: (value: ModelRef) => void;
}) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        list={`${id}-models`}
        autoComplete="off"
        spellCheck={false}
        value={textOf(value)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(refOf(event.target.value, models))}
      />
      <datalist id={`${id}-models`}>
        {models.map(({ provider, model, tier }) => (
          <option key={`${provider}/${model}`} value={`${provider}/${model}`} label={tier ?? undefined} />
        ))}
      </datalist>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink2">
          {hint}
        </p>
      )}
    </div>
  );
}
