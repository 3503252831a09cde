'use client';

import { useEffect, useRef, useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import type { Finding } from '@/lib/routing/checks';
import { isSamePolicy } from '@/lib/routing/diff';
import type { PolicyBody, RoutingRule } from '@/lib/routing/policy';
import type { PolicyDto } from '@/lib/routing/policy-dto';
import { useRoutingActions } from './actions-context';

/** How long one must stop typing before the checks run, in milliseconds. */
const PAUSE = 300;

type Shown = NonNullable<PolicyDto['shown']>;

/** A version as it is being written: what it says now, what the checks find in it, and keeping it. */
export function useDraft(policyId: string, shown: Shown) {
  const { check, save } = useRoutingActions();
  const { submit, busy, explain } = useSubmit();
  const [body, setBody] = useState<PolicyBody>(shown.body);
  const [kept, setKept] = useState<PolicyBody>(shown.body);
  const [revision, setRevision] = useState(shown.version.revision);
  const [checked, setChecked] = useState<{ body: PolicyBody; findings: Finding[] }>(shown);
  const [problem, setProblem] = useState<string>();
  const asked = useRef(0);
  const isChanged = !isSamePolicy(body, kept);

  useEffect(() => {
    if (checked.body === body) return;
    const number = ++asked.current;
    const timer = setTimeout(async () => {
      const result = await check({ policyId, body }).catch(() => null);
      if (number !== asked.current || !result) return;
      if (result.ok) setChecked({ body, findings: result.value.findings });
      setProblem(result.ok ? undefined : result.error.message);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [body, checked.body, check, policyId]);

  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isChanged]);

  async function keep(): Promise<string | undefined> {
    const result = await submit(() => save({ versionId: shown.version.id, revision, body }));
    if (!result.ok) {
      const said = explain(result.error);
      setProblem(said);
      return said;
    }
    setKept(body);
    setRevision(result.value.revision);
    setProblem(undefined);
    return undefined;
  }

  const setRules = (rules: RoutingRule[]) => setBody({ ...body, rules });
  return {
    body,
    setBody,
    setRules,
    findings: checked.findings,
    isChecking: checked.body !== body,
    isChanged,
    isSaving: busy,
    problem,
    keep,
    reset: () => setBody(kept),
  };
}
export type Draft = ReturnType<typeof useDraft>;
