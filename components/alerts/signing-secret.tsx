'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { DialogClose } from '@/components/ui/dialog-parts';

const NODE = `import { createHmac, timingSafeEqual } from 'node:crypto';

const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
const content = \`\${headers['webhook-id']}.\${headers['webhook-timestamp']}.\${body}\`;
const wanted = createHmac('sha256', key).update(content).digest();
const good = headers['webhook-signature'].split(' ').some((part) => {
  const given = Buffer.from(part.slice('v1,'.length), 'base64');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
});`;

/** The secret of a signed webhook, shown once, with what its receiver does with it. */
export function SigningSecret({
  made,
  onClose,
}: {
  made: { name: string; secret: string } | undefined;
  onClose: () => void;
}) {
  const t = useTranslations('alerts.secret');
  const s = useTranslations('settings');
  return (
    <Dialog
      open={made !== undefined}
      onOpenChange={(next) => !next && onClose()}
      title={t('title')}
      description={t('lead', { name: made?.name ?? '' })}
      className="max-w-2xl"
      footer={
        <>
          <CopyButton text={made?.secret ?? ''} label={t('copy')} size="md" />
          <DialogClose asChild>
            <Button variant="primary">{s('done')}</Button>
          </DialogClose>
        </>
      }
    >
      <code
        data-testid="secret"
        className="block rounded-md border bg-ground p-3 font-mono break-all select-all"
      >
        {made?.secret}
      </code>
      <section className="grid min-w-0 gap-2" aria-labelledby="how-to-verify">
        <h3 id="how-to-verify" className="font-medium">
          {t('how')}
        </h3>
        <ol className="grid list-decimal gap-1 pl-5 text-ink2">
          <li>{t('step1')}</li>
          <li>{t('step2')}</li>
          <li>{t('step3')}</li>
        </ol>
        <p className="text-ink2">{t('library')}</p>
        <details>
          <summary className="cursor-pointer text-ink2">{t('code')}</summary>
          <pre className="mt-2 whitespace-pre-wrap wrap-anywhere rounded-md border bg-ground p-3 font-mono text-xs">
            {NODE}
          </pre>
        </details>
      </section>
    </Dialog>
  );
}
