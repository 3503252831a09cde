'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionError, ActionResult } from '@/lib/action-result';

/**
 * Runs a server action for a form: `busy` while it runs, and its refusal as `field(path)` texts and a
 * `summary` for what belongs to no field. In English the verb's own words; otherwise the translated ones.
 */
export function useSubmit() {
  const t = useTranslations('errors');
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ActionError>();

  const translate = (code: string, path: string, message: string): string => {
    if (locale === 'en') return message;
    const last = path.split('.').at(-1) ?? '';
    if (t.has(`codes.${code}`) && !(t.has(`paths.${last}`) && isShapeCode(code))) return t(`codes.${code}`);
    return t.has(`paths.${last}`) ? t(`paths.${last}`) : t('invalid');
  };

  const explain = (refused: ActionError): string => {
    const [issue] = refused.issues;
    if (issue) return translate(issue.code, issue.path, issue.message);
    return locale === 'en' ? refused.message : t(refused.code);
  };

  async function submit<T>(run: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
    setBusy(true);
    const result = await run().catch(
      (): ActionResult<T> => ({
        ok: false,
        error: { code: 'unavailable', message: t('unexpected'), issues: [] },
      }),
    );
    setBusy(false);
    setError(result.ok ? undefined : result.error);
    return result;
  }

  const field = (path: string): string | undefined => {
    const issue = error?.issues.find((found) => found.path === path || found.path.startsWith(`${path}.`));
    return issue && translate(issue.code, issue.path, issue.message);
  };

  const summary = error && error.issues.length === 0 ? explain(error) : undefined;
  return { submit, busy, field, summary, explain, clear: () => setError(undefined) };
}

/** What zod says when a value has the wrong shape: the path knows better what would be right. */
const isShapeCode = (code: string) => ['too_small', 'too_big', 'invalid_format', 'custom'].includes(code);
