'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import { formatCount, formatMoney } from '@/lib/money/format';
import type { RepricingPreview } from '@/lib/pricing/repricing';
import { ChangeEffect } from './change-effect';
import type { ChangeActions, ChangeForm } from './price-actions';

interface Props {
  trigger?: ReactNode;
  /** Given by a caller that opens it from elsewhere. */
  open?: boolean;
  onClose?: () => void;
  title: ReactNode;
  description: ReactNode;
  /** What the button of the last step says, e.g. "Add price". */
  applyLabel: string;
  doneLabel: string;
  /** The change that a filled form stands for. */
  read: (form: FormData) => ChangeForm;
  /** The form's fields; `error` gives the refusal of a field of the change. */
  children: (error: (path: string) => string | undefined) => ReactNode;
  actions: ChangeActions;
}

interface Shown {
  change: ChangeForm;
  preview: RepricingPreview;
  /** Usage moved on since the effect was first shown. */
  again: boolean;
}

/**
 * Changes a price in two steps: the terms, then their effect on open and closed months, before anything is stored.
 * Whether past usage is charged again is a choice, with a reason.
 */
export function ChangeDialog({ trigger, open, onClose, title, description, ...rest }: Props) {
  const [ownOpen, setOwnOpen] = useState(false);
  const close = () => {
    setOwnOpen(false);
    onClose?.();
  };
  return (
    <Dialog
      open={open ?? ownOpen}
      onOpenChange={(next) => (next ? setOwnOpen(true) : close())}
      trigger={trigger}
      title={title}
      description={description}
      className="max-w-2xl"
    >
      <Steps {...rest} close={close} />
    </Dialog>
  );
}

function Steps({
  applyLabel,
  doneLabel,
  read,
  children,
  actions,
  close,
}: Omit<Props, 'trigger' | 'open' | 'onClose' | 'title' | 'description'> & { close: () => void }) {
  const t = useTranslations('prices.change');
  const { submit, busy, field, summary, clear } = useSubmit();
  const [shown, setShown] = useState<Shown>();
  const [back, setBack] = useState(false);

  async function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const change = read(new FormData(event.currentTarget));
    const result = await submit(() => actions.previewChange(change));
    if (!result.ok) return;
    setShown({ change, preview: result.value, again: false });
    setBack(false);
  }

  const error = (path: string) => field(`change.input.${path}`) ?? field(path);
  const effect = shown && !back;
  return (
    <>
      <form noValidate onSubmit={show} className={effect ? 'hidden' : 'grid gap-3'}>
        {children(error)}
        <FormError>{summary}</FormError>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="text-ink2" aria-live="polite">
            {busy && t('working')}
          </span>
          <Button type="submit" variant="primary" busy={busy}>
            {t('show')}
          </Button>
        </div>
      </form>
      {effect && (
        <Effect
          key={shown.preview.change + shown.preview.events}
          shown={shown}
          onShown={setShown}
          onBack={() => {
            clear();
            setBack(true);
          }}
          {...{ actions, applyLabel, doneLabel, close }}
        />
      )}
    </>
  );
}

function Effect({
  shown,
  onShown,
  onBack,
  actions,
  applyLabel,
  doneLabel,
  close,
}: {
  shown: Shown;
  onShown: (shown: Shown) => void;
  onBack: () => void;
  actions: ChangeActions;
  applyLabel: string;
  doneLabel: string;
  close: () => void;
}) {
  const t = useTranslations('prices.change');
  const router = useRouter();
  const { submit, busy, field, summary, explain } = useSubmit();
  const { change, preview, again } = shown;
  const moves = preview.events !== '0';
  const [reprice, setReprice] = useState(moves);
  const [reason, setReason] = useState('');

  async function apply() {
    const expected = again ? null : { events: preview.events, change: preview.change };
    const result = await submit(() => actions.applyChange(change, reprice ? { reason, expected } : null));
    if (result.ok) {
      const { repricing } = result.value;
      const amount = repricing && formatMoney(repricing.effectiveCostChange, 'USD');
      const moved = repricing && t('moved', { events: formatCount(repricing.events), amount: amount ?? '' });
      toast.success([doneLabel, moved].filter(Boolean).join(' '));
      close();
      router.refresh();
    } else if (result.error.issues[0]?.code === 'preview_changed') await look();
    else if (result.error.issues.length > 0 && !field('reason')) toast.error(explain(result.error));
  }

  async function look() {
    const result = await submit(() => actions.previewChange(change));
    if (result.ok) onShown({ change, preview: result.value, again: true });
  }

  return (
    <div className="grid min-w-0 gap-4">
      {again && <p className="text-warn">{t('again')}</p>}
      <ChangeEffect preview={preview} />
      {moves && (
        <Checkbox
          checked={reprice}
          onCheckedChange={(next) => setReprice(next === true)}
          label={
            <span className="grid">
              {t('reprice')}
              <span className="text-xs text-ink2">{t('repriceHint')}</span>
            </span>
          }
        />
      )}
      {moves && reprice && (
        <Field label={t('reason')} hint={t('reasonHint')} error={field('reprice.reason') ?? field('reason')}>
          <Textarea
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={500}
            rows={2}
          />
        </Field>
      )}
      <FormError>{summary}</FormError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onBack} disabled={busy}>
          {t('back')}
        </Button>
        <Button variant="primary" busy={busy} onClick={() => void apply()}>
          {applyLabel}
        </Button>
      </div>
    </div>
  );
}
