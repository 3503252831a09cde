'use client';

import { MoreHorizontal, Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { RoutingRule } from '@/lib/routing/policy';
import { useRoutingText } from './use-routing-text';

/** What can be done with a rule; `onUp` and `onDown` are null at the ends of the list. */
export function RuleMenu({
  rule,
  onEdit,
  onUp,
  onDown,
  onCopy,
  onRemove,
}: {
  rule: RoutingRule;
  onEdit: () => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onCopy: () => void;
  onRemove: () => void;
}) {
  const { t } = useRoutingText();
  const common = useTranslations('common');
  return (
    <div className="ml-auto flex shrink-0">
      <IconButton label={t('rule.edit', { rule: rule.id })} onClick={onEdit}>
        <Pencil aria-hidden />
      </IconButton>
      <DropdownMenu
        trigger={
          <button
            type="button"
            aria-label={t('rule.menu', { rule: rule.id })}
            className="btn grid size-[31px] place-items-center rounded-md text-ink2 hover:bg-accent-soft hover:text-ink"
          >
            <MoreHorizontal className="size-3.5" aria-hidden />
          </button>
        }
      >
        <MenuItem disabled={!onUp} onSelect={() => onUp?.()}>
          {t('rule.up')}
        </MenuItem>
        <MenuItem disabled={!onDown} onSelect={() => onDown?.()}>
          {t('rule.down')}
        </MenuItem>
        <MenuItem onSelect={onCopy}>{t('rule.copy')}</MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={onRemove}>
          {common('remove')}
        </MenuItem>
      </DropdownMenu>
    </div>
  );
}
