'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { formatCount } from '@/lib/money/format';
import { moneyToString } from '@/lib/money/money';
import { readAmount } from '../kit/read-number';
import { TextField } from '../kit/text-field';
import { Figure } from '../kit/working';
import { NumberField } from './number-field';
import { useReckoning } from './reckoning-context';
import { useWorking } from './use-working';
import { usePlan } from './use-workload';

/** What training costs once, and when its saving has paid for it. */
export function TrainingFields() {
  const t = useTranslations('calculator.training');
  const { plan, change } = usePlan();
  const { fineTuning } = plan;
  const set = (part: Partial<typeof fineTuning>) =>
    change((now) => ({ ...now, fineTuning: { ...now.fineTuning, ...part } }));
  return (
    <div className="mt-2 grid max-w-[640px] gap-3 border-l-2 border-line pl-4 lg:ml-6">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <NumberField
          label={t('tokens')}
          value={fineTuning.trainingTokens}
          bounds={{ min: 0, max: 1_000_000_000_000, whole: true }}
          onChange={(trainingTokens) => {
            set({ trainingTokens: trainingTokens ?? 0 });
            return undefined;
          }}
        />
        <PriceField
          value={fineTuning.trainingUsdPerMTok}
          onChange={(trainingUsdPerMTok) => set({ trainingUsdPerMTok })}
        />
      </div>
      <BreakEven />
    </div>
  );
}

const MOST = 10n ** 19n;

/** US dollars per million tokens, as the price lists write them. */
function PriceField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('calculator.training');
  const [draft, setDraft] = useState({ value, text: value });
  if (draft.value !== value) setDraft({ value, text: value });
  function type(text: string) {
    const price = priceOf(text);
    if (price !== null) onChange(price);
    setDraft({ value: price ?? value, text });
  }
  const wrong = priceOf(draft.text) === null;
  return (
    <TextField
      label={t('price')}
      value={draft.text}
      error={wrong ? t('priceError', { value }) : undefined}
      onChange={type}
    />
  );
}

/** The price as the plan keeps it; null: not one. */
function priceOf(text: string): string | null {
  const amount = readAmount(text);
  return amount === null || amount >= MOST ? null : moneyToString(amount).replace(/\.?0+$/, '');
}

function BreakEven() {
  const t = useTranslations('calculator.training');
  const { calculation, reading } = useReckoning();
  const working = useWorking();
  const cost = calculation.priced ? calculation.fineTuning : null;
  if (!calculation.priced || !cost) return null;
  const { trainingCost, monthlySaving, breakEvenCalls, breakEvenMonths, enoughCalls } = cost;
  return (
    <p className="text-ink2">
      {t('once')}{' '}
      <Figure
        name={t('cost')}
        working={() =>
          working.amount(
            t('cost'),
            trainingCost,
            t('formula'),
            [[t('saving'), reading.text(monthlySaving)]],
            [],
          )
        }
      >
        {reading.text(trainingCost)}
      </Figure>
      {'; '}
      {breakEvenMonths === null || breakEvenCalls === null
        ? t('never')
        : t('breakEven', { months: Number(breakEvenMonths), calls: formatCount(breakEvenCalls) })}
      {!enoughCalls && <span className="text-warn"> ○ {t('tooFew')}</span>}
    </p>
  );
}
