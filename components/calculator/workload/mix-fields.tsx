'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import type { MixLeg } from '@/lib/calculator/workload';
import { shareTextOf } from '../kit/share-text';
import { type DraftLeg, draftOf, isWhole, legsFrom, madeWhole, sumOfShares } from './mix-draft';
import { ModelSelect } from './model-select';

/** Models and the share of the calls each answers. Used once the shares can be read and `complete` says they may be. */
export function MixFields({
  legs,
  most,
  complete = isWhole,
  sumError,
  onChange,
  onMakeWhole,
}: {
  legs: readonly MixLeg[];
  most: number;
  complete?: (legs: readonly MixLeg[]) => boolean;
  sumError: (sum: string) => string;
  onChange: (legs: MixLeg[]) => void;
  onMakeWhole?: boolean;
}) {
  const t = useTranslations('calculator.mix');
  const [kept, setKept] = useState({ legs, draft: draftOf(legs) });
  if (kept.legs !== legs) setKept({ legs, draft: sameLegs(kept.draft, legs) ? kept.draft : draftOf(legs) });
  const { draft } = kept;
  const read = legsFrom(draft);
  const sum = read && sumOfShares(read) / 1_000_000;

  function set(next: DraftLeg[]) {
    setKept({ legs, draft: next });
    const readable = legsFrom(next);
    if (readable && complete(readable)) onChange(readable);
  }
  return (
    <div className="grid gap-2">
      {draft.map((leg, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: legs have no name of their own; two may have the same model
        <div key={i} className="grid grid-cols-[minmax(0,1fr)_92px_auto] items-center gap-2">
          <ModelSelect
            label={t('model', { number: i + 1 })}
            value={leg.model}
            onChange={(model) => set(draft.map((one, k) => (k === i ? { ...one, model } : one)))}
          />
          <span className="flex items-center gap-1">
            <Input
              inputMode="decimal"
              autoComplete="off"
              aria-label={t('share', { number: i + 1 })}
              aria-invalid={legsFrom([leg]) ? undefined : true}
              value={leg.text}
              onChange={({ target }) =>
                set(draft.map((one, k) => (k === i ? { ...one, text: target.value } : one)))
              }
              className="text-right"
            />
            %
          </span>
          <IconButton
            label={t('remove', { number: i + 1 })}
            disabled={draft.length === 1}
            onClick={() => set(draft.filter((_, k) => k !== i))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      {!read && <FieldError>{t('unreadable')}</FieldError>}
      {read && sum !== null && !complete(read) && (
        <FieldError>
          {sumError(sum > 1000 ? '–' : shareTextOf(sum))}{' '}
          {onMakeWhole && (
            <button
              type="button"
              className="text-link text-ink"
              onClick={() => set(draftOf(madeWhole(read)))}
            >
              {t('makeWhole')}
            </button>
          )}
        </FieldError>
      )}
      <span>
        <Button
          size="sm"
          disabled={draft.length >= most}
          onClick={() => set([...draft, { model: draft.at(-1)?.model ?? '', text: '0' }])}
        >
          <Plus aria-hidden />
          {t('add')}
        </Button>
      </span>
    </div>
  );
}

/** Whether what is typed already says these legs: then it stays as it was typed. */
function sameLegs(draft: readonly DraftLeg[], legs: readonly MixLeg[]): boolean {
  const read = legsFrom(draft);
  return (
    read !== null &&
    read.length === legs.length &&
    read.every(({ model, share }, i) => model === legs[i]?.model && share === legs[i]?.share)
  );
}

function FieldError({ children }: { children: React.ReactNode }) {
  return (
    <p role="alert" className="flex flex-wrap gap-1.5 text-xs text-bad">
      <span aria-hidden>▲</span>
      {children}
    </p>
  );
}
