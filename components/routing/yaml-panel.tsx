'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Label } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { isSamePolicy } from '@/lib/routing/diff';
import type { PolicyBody } from '@/lib/routing/policy';
import { policyFromYaml, policyToYaml, type YamlProblem } from '@/lib/routing/yaml';
import { useRoutingText } from './use-routing-text';

/** The same policy as text. What is typed becomes the policy as soon as it reads as one, whole; never in part. */
export function YamlPanel({
  body,
  onChange,
}: {
  body: PolicyBody;
  /** Null: only to be read. */
  onChange: ((body: PolicyBody) => void) | null;
}) {
  const { t } = useRoutingText();
  const id = useId();
  const [text, setText] = useState(() => policyToYaml(body));
  const [problems, setProblems] = useState<YamlProblem[]>([]);
  const type = (next: string) => {
    setText(next);
    const read = policyFromYaml(next);
    setProblems(read.ok ? [] : read.problems);
    if (read.ok && !isSamePolicy(read.body, body)) onChange?.(read.body);
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Label htmlFor={id}>{t('yaml.label')}</Label>
        <div className="ml-auto flex flex-wrap gap-2">
          {onChange && (
            <Button size="sm" onClick={() => type(policyToYaml(body))}>
              {t('yaml.tidy')}
            </Button>
          )}
          <CopyButton text={text} />
        </div>
      </div>
      <Textarea
        id={id}
        value={text}
        readOnly={!onChange}
        spellCheck={false}
        rows={Math.min(40, Math.max(16, text.split('\n').length + 1))}
        aria-invalid={problems.length > 0 || undefined}
        aria-describedby={`${id}-state`}
        className="overflow-x-auto font-mono text-[12.5px] leading-[1.55] whitespace-pre"
        onChange={(event) => type(event.target.value)}
      />
      <div id={`${id}-state`} aria-live="polite">
        {problems.length > 0 ? (
          <>
            <p className="text-bad">{t('yaml.broken')}</p>
            <ul className="text-sm" data-testid="yaml-problems">
              {problems.map(({ line, column, path, message }) => (
                <li key={`${line}:${column}:${message}`}>
                  <span className="tabular-nums">{t('yaml.at', { line, column })}</span> {path && `${path}: `}
                  {message}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="text-sm text-ink2">{t('yaml.good', { count: body.rules.length })}</p>
        )}
      </div>
    </div>
  );
}
