'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useId, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import { formatCount } from '@/lib/money/format';
import type { ListDiff } from '@/lib/pricing/list-diff';
import { ListDiffView } from './list-diff-view';
import type { ImportActions } from './price-actions';

interface Looked {
  uploadId: string;
  fileName: string;
  diff: ListDiff;
}

/** Takes a LiteLLM price map, shows what is new and changed in it, and brings it in once that was looked at. */
export function ImportMap({ actions }: { actions: ImportActions }) {
  const t = useTranslations('prices.import');
  const router = useRouter();
  const id = useId();
  const { submit, busy, explain, field, clear } = useSubmit();
  const [failed, setFailed] = useState<string>();
  const [looked, setLooked] = useState<Looked>();

  async function look(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    clear();
    setFailed(undefined);
    setLooked(undefined);
    let uploadId = '';
    const result = await submit(async (): Promise<ActionResult<ListDiff>> => {
      const sent = await actions.upload(file);
      if (!sent.ok) return refusedUpload(sent.code);
      uploadId = sent.uploadId;
      return actions.previewMap(uploadId);
    });
    if (result.ok) setLooked({ uploadId, fileName: file.name, diff: result.value });
    else setFailed(explain(result.error));
  }

  function refusedUpload(code: string): ActionResult<never> {
    const known =
      code === 'too_large' || code === 'forbidden' || code === 'unauthenticated' ? code : 'unavailable';
    const message = known === 'too_large' ? t('tooLarge') : t('notTaken');
    return { ok: false, error: { code: known, message, issues: [] } };
  }

  async function bringIn({ uploadId, fileName, diff }: Looked) {
    const result = await submit(() => actions.importMap({ uploadId, fileName, digest: diff.digest }));
    if (!result.ok) return setFailed(explain(result.error));
    const { versionsAdded, versionsClosed } = result.value;
    toast.success(t('done', { added: formatCount(versionsAdded), closed: formatCount(versionsClosed) }));
    setLooked(undefined);
    router.refresh();
  }

  const changes = looked && looked.diff.counts.new + looked.diff.counts.changed > 0;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <input
          id={id}
          type="file"
          accept=".json,application/json"
          className="peer sr-only"
          onChange={(event) => void look(event)}
          disabled={busy}
        />
        <Button
          asChild
          variant={looked ? 'secondary' : 'primary'}
          className="peer-focus-visible:outline-2 peer-focus-visible:outline-accent"
        >
          <label htmlFor={id} className="cursor-pointer">
            {looked ? t('another') : t('choose')}
          </label>
        </Button>
        <span className="text-ink2" aria-live="polite">
          {busy ? t('reading') : looked ? looked.fileName : t('hint')}
        </span>
      </div>
      <FormError>{failed ?? field('file')}</FormError>
      {looked && (
        <ListDiffView
          diff={looked.diff}
          action={
            changes ? (
              <div>
                <Button variant="primary" busy={busy} onClick={() => void bringIn(looked)}>
                  {t('bringIn')}
                </Button>
              </div>
            ) : (
              <p>{t('nothing')}</p>
            )
          }
        />
      )}
    </div>
  );
}
