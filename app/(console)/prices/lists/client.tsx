'use client';

import { ImportMap } from '@/components/prices/import-map';
import type { ImportActions } from '@/components/prices/price-actions';

/** The import, with the one request of it that is no server action: a price map is larger than those may be. */
export function ImportClient({ actions }: { actions: Omit<ImportActions, 'upload'> }) {
  return <ImportMap actions={{ ...actions, upload }} />;
}

async function upload(file: File): ReturnType<ImportActions['upload']> {
  const answer = await fetch('/prices/lists/upload', { method: 'POST', body: file });
  const said: { uploadId?: string; code?: string } = await answer.json().catch(() => ({}));
  return answer.ok && said.uploadId
    ? { ok: true, uploadId: said.uploadId }
    : { ok: false, code: said.code ?? 'unavailable' };
}
