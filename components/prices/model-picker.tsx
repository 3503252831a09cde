'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/components/ui/dialog';
import { ModelSearch } from './model-search';
import type { FindModels, ModelChoice } from './price-actions';

/** Asks for a catalogue model. */
export function ModelPicker({
  findModels,
  onPick,
  onClose,
}: {
  findModels: FindModels;
  onPick: (choice: ModelChoice) => void;
  onClose: () => void;
}) {
  const t = useTranslations('prices');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('unpriced.pick')}>
      <ModelSearch autoFocus {...{ findModels, onPick }} />
    </Dialog>
  );
}
