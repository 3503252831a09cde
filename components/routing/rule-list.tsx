'use client';

import { GripVertical } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { Finding } from '@/lib/routing/checks';
import type { RoutingRule } from '@/lib/routing/policy';
import type { RoutingNames } from '@/lib/routing/routing-names';
import { FindingList } from './finding-list';
import { newRule } from './new-rule';
import { RuleEditor } from './rule-editor';
import { RuleMenu } from './rule-menu';
import { RuleSummary } from './rule-summary';
import { moved, useReorder } from './use-reorder';
import { useRoutingText } from './use-routing-text';

interface RuleListProps {
  rules: readonly RoutingRule[];
  findings: readonly Finding[];
  names: RoutingNames;
  /** The rule that took the call one tried, and those that passed it on. */
  fired: string | null;
  /** Null: only to be read. */
  onChange: ((rules: RoutingRule[]) => void) | null;
}

/** The rules in their order: dragged by pointer or arrow keys, edited in place, each with what the checks say. */
export function RuleList({ rules, findings, names, fired, onChange }: RuleListProps) {
  const { t } = useRoutingText();
  const [editing, setEditing] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const move = (from: number, to: number) => {
    const rule = rules[from];
    onChange?.(moved(rules, from, to));
    setEditing(null);
    setSaid(t('rule.moved', { rule: rule?.id ?? '', place: to + 1, count: rules.length }));
    requestAnimationFrame(() =>
      reorder.list.current?.querySelectorAll<HTMLElement>('[data-reorder-handle]')[to]?.focus(),
    );
  };
  const reorder = useReorder({ count: rules.length, onMove: move });
  const replace = (index: number, rule: RoutingRule) =>
    onChange?.(rules.map((one, at) => (at === index ? rule : one)));
  const add = (rule: RoutingRule, at = rules.length) => {
    onChange?.([...rules.slice(0, at), rule, ...rules.slice(at)]);
    setEditing(at);
  };
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      <ol ref={reorder.list} data-testid="rules">
        {rules.map((rule, index) => (
          <li
            // Two rules may have one name while it is being typed.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a rule is known by here
            key={index}
            data-reorder-row
            data-testid="rule"
            data-rule={rule.id}
            className={cn(
              'relative border-b py-3',
              reorder.dragging === index && 'bg-accent-soft opacity-70',
              fired === rule.id && 'bg-accent-soft',
              reorder.over === index && 'shadow-[inset_0_2px_0_var(--accent)]',
              reorder.over === rules.length &&
                index === rules.length - 1 &&
                'shadow-[inset_0_-2px_0_var(--accent)]',
            )}
          >
            <div className="flex items-start gap-2">
              {onChange && (
                <button
                  type="button"
                  data-reorder-handle
                  aria-label={t('rule.drag', { rule: rule.id, place: index + 1 })}
                  className="btn grid size-7 shrink-0 cursor-grab touch-none place-items-center rounded-md text-ink3 hover:bg-accent-soft hover:text-ink active:cursor-grabbing"
                  {...reorder.handle(index)}
                >
                  <GripVertical className="size-4" aria-hidden />
                </button>
              )}
              <span className="w-3 shrink-0 pt-1 sm:w-6 text-right text-ink3 tabular-nums">{index + 1}</span>
              <RuleSummary rule={rule} fired={fired === rule.id} />
              {onChange && (
                <RuleMenu
                  rule={rule}
                  onEdit={() => setEditing(editing === index ? null : index)}
                  onUp={index > 0 ? () => move(index, index - 1) : null}
                  onDown={index < rules.length - 1 ? () => move(index, index + 1) : null}
                  onCopy={() => add(newRule(rules, rule), index + 1)}
                  onRemove={() => {
                    onChange(rules.filter((_, at) => at !== index));
                    setEditing(null);
                  }}
                />
              )}
            </div>
            <FindingList
              findings={findings.filter(({ ruleId }) => ruleId === rule.id)}
              className={cn('mt-1.5', onChange ? 'pl-[68px] max-sm:pl-0' : 'pl-8')}
            />
            {onChange && editing === index && (
              <RuleEditor
                rule={rule}
                names={names}
                onChange={(next) => replace(index, next)}
                onDone={() => setEditing(null)}
              />
            )}
          </li>
        ))}
      </ol>
      {onChange && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
          <Button onClick={() => add(newRule(rules))}>{t('rule.add')}</Button>
          {rules.length > 1 && <p className="text-xs text-ink2">{t('rule.dragHint')}</p>}
        </div>
      )}
    </>
  );
}
