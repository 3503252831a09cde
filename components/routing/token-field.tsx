'use client';

import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { Label } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useRoutingText } from './use-routing-text';

/** Some names, any of which will do: typed or chosen, each taken out again with its button. None: any. */
export function TokenField({
  label,
  values,
  options,
  onChange,
}: {
  label: string;
  values: readonly string[];
  options: readonly string[];
  onChange: (values: string[]) => void;
}) {
  const { t } = useRoutingText();
  const id = useId();
  const [text, setText] = useState('');
  const add = (value: string) => {
    const name = value.trim();
    setText('');
    if (name !== '' && !values.includes(name)) onChange([...values, name]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add(text);
    }
    if (event.key === 'Backspace' && text === '' && values.length > 0) onChange(values.slice(0, -1));
  };
  return (
    <div className="grid content-start gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        list={`${id}-options`}
        value={text}
        autoComplete="off"
        placeholder={values.length === 0 ? t('editor.any') : t('editor.addAnother')}
        onChange={(event) => {
          // What is chosen from the list comes whole, in one step.
          const { value } = event.target;
          if (options.includes(value) && value.length > text.length + 1) add(value);
          else setText(value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => add(text)}
      />
      <datalist id={`${id}-options`}>
        {options
          .filter((option) => !values.includes(option))
          .map((option) => (
            <option key={option} value={option} />
          ))}
      </datalist>
      {values.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {values.map((value) => (
            <li
              key={value}
              className="inline-flex items-center rounded-sm border bg-accent-soft pl-1.5 text-xs wrap-anywhere"
            >
              {value}
              <button
                type="button"
                aria-label={t('editor.takeOut', { value })}
                className="btn grid size-6 place-items-center text-ink2 hover:text-ink"
                onClick={() => onChange(values.filter((one) => one !== value))}
              >
                <X className="size-3" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
