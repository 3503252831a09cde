'use client';

import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu';
import { encodeState, type ScenarioState } from '@/lib/calculator/state';
import { useScenarioText } from './use-scenario-text';

/** The scenario as a workbook or a CSV file, worked out by the server with today's prices. */
export function ExportScenario({ state, name }: { state: ScenarioState; name: string | null }) {
  const { t } = useScenarioText();
  const href = (format: 'xlsx' | 'csv') =>
    `/api/exports/scenario?${new URLSearchParams({ s: encodeState(state), format, ...(name ? { name } : {}) })}`;
  return (
    <DropdownMenu
      trigger={
        <Button>
          <Download aria-hidden />
          {t('export.button')}
        </Button>
      }
    >
      {(['xlsx', 'csv'] as const).map((format) => (
        <MenuItem key={format} asChild>
          <a href={href(format)} download>
            {t(`export.${format}`)}
          </a>
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
