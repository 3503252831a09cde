import type { Voice } from '../board/narrative/narrate';
import type { Pack } from '../board/pack';
import type { PackView } from './views/cells';
import { metricView } from './views/metric-view';
import { budgetView, forecastView } from './views/outlook-views';
import { bridgeView, departmentView } from './views/spend-views';
import { workflowView } from './views/workflow-view';

/** The sheets of a pack's workbook: its tables as formulas over the data. */
export function packViews(pack: Pack, voice: Voice): PackView[] {
  return [
    metricView(pack, voice),
    departmentView(pack, voice),
    workflowView(pack, voice),
    bridgeView(pack, voice),
    budgetView(pack, voice),
    forecastView(pack, voice),
  ];
}
