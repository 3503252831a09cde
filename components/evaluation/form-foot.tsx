'use client';

import { useTranslations } from 'next-intl';
import { FormError } from '@/components/settings/form-error';
import { Button } from '@/components/ui/button';

/** The end of a form: what belongs to no field, leave, and go on. */
export function FormFoot({
  label,
  busy,
  disabled = false,
  error,
  onClose,
}: {
  label: string;
  busy: boolean;
  disabled?: boolean;
  error: string | undefined;
  onClose: () => void;
}) {
  const common = useTranslations('common');
  return (
    <>
      <FormError>{error}</FormError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={disabled}>
          {label}
        </Button>
      </div>
    </>
  );
}
