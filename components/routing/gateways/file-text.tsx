'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { TableScroll } from '@/components/ui/table-scroll';

/** A file to copy or to download, under its name. */
export function FileText({ name, text }: { name: string; text: string }) {
  const t = useTranslations('gateways');
  function download() {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: name });
    link.click();
    URL.revokeObjectURL(address);
  }
  return (
    <figure className="mb-5 min-w-0">
      <figcaption className="flex flex-wrap items-center gap-2 pb-1.5">
        <code className="text-xs">{name}</code>
        <span className="ml-auto flex gap-2">
          <CopyButton text={text} />
          <Button size="sm" onClick={download}>
            <Download aria-hidden />
            {t('download')}
          </Button>
        </span>
      </figcaption>
      <TableScroll label={name} className="max-h-96 rounded-md border bg-raise">
        <pre className="p-3 font-mono text-xs text-ink">{text}</pre>
      </TableScroll>
    </figure>
  );
}
