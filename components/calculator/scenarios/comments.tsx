'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Section } from '@/components/ui/section';
import { Textarea } from '@/components/ui/textarea';
import type { ScenarioComment, ScenarioDetail } from '@/lib/calculator/scenario-dto';
import { useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

/** What was said of a scenario, oldest first, and a field to say more. */
export function Comments({ detail }: { detail: ScenarioDetail }) {
  const { t } = useScenarioText();
  const { comments, can, scenario } = detail;
  return (
    <Section title={t('comments.title')} note={t('comments.note', { count: scenario.commentCount })}>
      {comments.length === 0 && <p className="text-ink2">{t('comments.none')}</p>}
      <ol>
        {comments.map((comment) => (
          <Comment key={comment.id} comment={comment} />
        ))}
      </ol>
      {can.comment && <NewComment scenarioId={scenario.id} />}
    </Section>
  );
}

function Comment({ comment }: { comment: ScenarioComment }) {
  const { t, instant } = useScenarioText();
  const { actions, reader } = useScenarios();
  const { submit, explain } = useSubmit();
  const router = useRouter();
  const withdrawn = comment.withdrawnAt !== null;

  async function withdraw(): Promise<string | undefined> {
    const result = await submit(() => actions.withdraw(comment.id));
    if (!result.ok) return explain(result.error);
    router.refresh();
    return undefined;
  }

  return (
    <li className="grid gap-x-6 gap-y-1 border-b py-2.5 sm:grid-cols-[190px_1fr_auto]">
      <div>
        <p>{comment.authorName}</p>
        <p className="text-xs text-ink2">{instant(comment.createdAt, reader.timeZone)}</p>
      </div>
      <p className={withdrawn ? 'text-ink2 italic' : 'max-w-[60em] wrap-anywhere whitespace-pre-line'}>
        {withdrawn ? t('comments.withdrawn') : comment.body}
      </p>
      {comment.own && !withdrawn && (
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="quiet" className="justify-self-start">
              {t('comments.withdraw')}
            </Button>
          }
          title={t('comments.withdrawTitle')}
          description={t('comments.withdrawLead')}
          confirmLabel={t('comments.withdraw')}
          danger
          onConfirm={withdraw}
        />
      )}
    </li>
  );
}

function NewComment({ scenarioId }: { scenarioId: string }) {
  const { t } = useScenarioText();
  const { actions } = useScenarios();
  const { submit, busy, field, summary } = useSubmit();
  const router = useRouter();
  const [body, setBody] = useState('');
  return (
    <form
      className="mt-3 grid max-w-[60em] gap-2"
      onSubmit={async (event) => {
        event.preventDefault();
        const result = await submit(() => actions.comment(scenarioId, body));
        if (!result.ok) return;
        setBody('');
        router.refresh();
      }}
    >
      <Field label={t('comments.write')} error={field('body') ?? summary}>
        <Textarea value={body} onChange={(event) => setBody(event.target.value)} maxLength={4000} />
      </Field>
      <Button type="submit" busy={busy} className="justify-self-start">
        {t('comments.send')}
      </Button>
    </form>
  );
}
