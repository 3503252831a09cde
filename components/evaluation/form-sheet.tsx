'use client';

import { type ReactNode, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';

/** A button and the form it opens beside the page; the form is loaded then. */
export function FormSheet({
  label,
  title,
  lead,
  main = false,
  quiet = false,
  wide = false,
  form,
}: {
  label: string;
  title: string;
  lead: string;
  main?: boolean;
  quiet?: boolean;
  wide?: boolean;
  form: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={main ? 'primary' : quiet ? 'quiet' : 'secondary'}
        size={quiet ? 'sm' : 'md'}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Sheet
        open={open}
        onOpenChange={setOpen}
        title={title}
        description={lead}
        className={wide ? 'sm:w-[min(680px,94vw)]' : ''}
      >
        {open && <Suspense>{form(() => setOpen(false))}</Suspense>}
      </Sheet>
    </>
  );
}
