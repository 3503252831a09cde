'use client';

import { useTranslations } from 'next-intl';
import { AlertDialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { overlayStyles } from './dialog-parts';
import { Field } from './field';
import { Textarea } from './textarea';
import { useFocusBack } from './use-focus-back';
import type { PanelState } from './use-opener';

export interface ConfirmPanelProps {
  title: ReactNode;
  /** What will happen, with its effect. */
  description: ReactNode;
  confirmLabel: ReactNode;
  /** Ask why; the answer goes to the audit log. */
  reason?: 'required' | 'optional' | 'none';
  danger?: boolean;
  children?: ReactNode;
  /** Stays open, with the message, when this returns a string. */
  onConfirm: (reason: string) => Promise<string | undefined> | string | undefined;
}

export default function ConfirmPanel({
  id,
  open,
  onOpenChange,
  opener,
  title,
  description,
  confirmLabel,
  reason = 'none',
  danger = false,
  children,
  onConfirm,
}: PanelState & ConfirmPanelProps) {
  const t = useTranslations('common');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const focusBack = useFocusBack(opener);

  function change(next: boolean) {
    if (!next) {
      setText('');
      setError(undefined);
    }
    onOpenChange(next);
  }

  async function confirm() {
    if (reason === 'required' && text.trim() === '') return setError(t('reasonNeeded'));
    setBusy(true);
    const refused = await onConfirm(text.trim());
    setBusy(false);
    if (refused) setError(refused);
    else change(false);
  }

  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyles} />
        <Radix.Content
          id={id}
          {...focusBack}
          className="fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-lg border bg-raise p-5 shadow-float outline-none"
        >
          <div className="grid gap-1">
            <Radix.Title className="font-serif text-[19px] leading-snug">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="text-ink2">{description}</div>
            </Radix.Description>
          </div>
          {children}
          {reason === 'none' ? (
            error && (
              <p role="alert" className="text-bad">
                {error}
              </p>
            )
          ) : (
            <Field
              label={t('reason')}
              hint={t('reasonHint')}
              error={error}
              optional={reason === 'optional' ? t('optional') : undefined}
            >
              <Textarea value={text} onChange={(event) => setText(event.target.value)} maxLength={500} />
            </Field>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>{t('cancel')}</Button>
            </Radix.Cancel>
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
