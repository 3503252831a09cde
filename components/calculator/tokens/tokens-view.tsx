'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { Textarea } from '@/components/ui/textarea';
import { legsOf } from '@/lib/calculator/workload';
import { formatCount } from '@/lib/money/format';
import { useCalculator } from '../calculator-context';
import { readNumber } from '../kit/read-number';
import { usePageParams } from '../kit/use-page-params';
import { useRateLine } from '../kit/use-rate-line';
import { groupOf, groupsOf } from './count-groups';
import { FiguresStrip } from './figures-strip';
import { MethodsTable } from './methods-table';
import { modelCosts } from './model-costs';
import { ModelsPanel } from './models-panel';
import { SAMPLE_NAMES, SAMPLES } from './samples';
import { type CountState, MOST_CHARACTERS, useCount } from './use-count';
import { UsePanel } from './use-panel';
import { useTokensText } from './use-tokens-text';

const START = { calls: '1000' } as const;
export const CALLS = { min: 1, max: 1_000_000_000, whole: true };

/** What the reader pasted, kept while they go from tab to tab; only the browser writes it, and nothing stores it. */
let kept = '';

/** Paste a text: its tokens by tokenizer, and what it costs on every model. It never leaves the page. */
export function TokensView() {
  const { t } = useTokensText();
  const rateLine = useRateLine();
  const { list, prices, entries, state } = useCalculator();
  const [text, setText] = useState(() => kept);
  const [fields, change] = usePageParams<'calls'>(START);
  const groups = useMemo(() => groupsOf(list.models.map(({ model }) => model)), [list]);
  const { counted, phase, retry } = useCount(text, groups);
  const calls = readNumber(fields.calls, CALLS);
  const settled = useDeferredValue({ counted, calls });
  const rows = useMemo(
    () =>
      settled.counted
        ? modelCosts(list.models, prices, settled.counted.byGroup, BigInt(settled.calls ?? START.calls))
        : [],
    [settled, list, prices],
  );
  const write = (next: string) => {
    kept = next;
    setText(next);
  };
  const own = legsOf(state.workload.model)[0]?.model ?? '';
  const ownName = entries.get(own)?.name ?? own;
  const ownCount = counted?.byGroup.get(groupOf(own)) ?? null;
  const tooLong = text.length > 2 * MOST_CHARACTERS;
  return (
    <>
      <PageHeader
        bar={
          <>
            <b>{t('title')}</b> <span className="ml-1">{rateLine}</span>
          </>
        }
        title={
          counted && ownCount
            ? t(`sentence.${ownCount.method}`, {
                characters: formatCount(counted.characters),
                tokens: formatCount(ownCount.tokens),
                model: ownName,
              })
            : t(text === '' ? 'sentence.empty' : 'sentence.counting', {
                characters: formatCount(text.length),
              })
        }
        sub={t('sub')}
      />
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <span className="text-ink2">{t('samples')}</span>
        {SAMPLE_NAMES.map((name) => (
          <Button key={name} size="sm" onClick={() => write(SAMPLES[name])}>
            {t(`sample.${name}`)}
          </Button>
        ))}
        {text !== '' && (
          <Button size="sm" variant="quiet" className="ml-auto" onClick={() => write('')}>
            {t('clear')}
          </Button>
        )}
      </div>
      <Field
        label={t('text')}
        error={
          tooLong && t('tooLong', { max: formatCount(MOST_CHARACTERS), characters: formatCount(text.length) })
        }
      >
        <Textarea
          rows={9}
          spellCheck={false}
          autoComplete="off"
          placeholder={t('placeholder')}
          value={text}
          onChange={(event) => write(event.target.value)}
        />
      </Field>
      <Phase phase={phase} done={counted !== null} onRetry={retry} />
      {counted && (
        <>
          <FiguresStrip
            characters={counted.characters}
            count={ownCount}
            model={ownName}
            cost={rows.find(({ entry }) => entry.model === own) ?? null}
            calls={calls ?? Number(START.calls)}
          />
          <UsePanel count={ownCount} model={ownName} />
          <MethodsTable groups={groups} counted={counted} />
          <ModelsPanel
            rows={rows}
            calls={fields.calls}
            wrong={calls === null}
            onCalls={(next) => change({ calls: next })}
          />
        </>
      )}
    </>
  );
}

function Phase({ phase, done, onRetry }: { phase: CountState['phase']; done: boolean; onRetry: () => void }) {
  const { t } = useTokensText();
  if (phase === 'failed')
    return (
      <p role="alert" className="mt-2 flex flex-wrap items-center gap-2 text-bad">
        <span aria-hidden>▲</span>
        {t('failed')}
        <Button size="sm" onClick={onRetry}>
          {t('retry')}
        </Button>
      </p>
    );
  const words = phase === 'idle' ? (done ? t('ready') : '') : t(phase);
  return (
    <p aria-live="polite" data-testid="count-phase" className="mt-1.5 h-5 text-xs text-ink2">
      {words}
    </p>
  );
}
