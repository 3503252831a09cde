'use server';

import { getCtx } from '@/app/session';
import type { PaletteEntry, PaletteResults } from '@/components/shell/shell-actions';
import { reach } from '@/lib/access/permissions';
import type { Ctx } from '@/lib/access/server/context';
import { listTeams } from '@/lib/access/server/list-teams';
import { encodeFilter } from '@/lib/attribution/search-params';
import { listViews } from '@/lib/attribution/server/list-views';
import { listModels } from '@/lib/pricing/server/list-models';

const MOST = 6;

/** What the palette finds for a text, as far as the reader may see. */
export async function searchConsole(text: string): Promise<PaletteResults> {
  const ctx = await getCtx();
  const wanted = text.slice(0, 120).toLowerCase();
  const [views, teams, models] = await Promise.all([
    findViews(ctx, wanted),
    wanted ? findTeams(ctx, wanted) : [],
    wanted ? findModels(ctx, wanted) : [],
  ]);
  return { views, teams, models };
}

async function findViews(ctx: Ctx, wanted: string): Promise<PaletteEntry[]> {
  const views = await listViews(ctx, { path: '/explore' });
  return views
    .filter((view) => view.name.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map((view) => ({
      id: view.id,
      label: view.name,
      hint: view.ownerName,
      href: `${view.path}?${view.search.replace(/^\?/, '')}`,
    }));
}

async function findTeams(ctx: Ctx, wanted: string): Promise<PaletteEntry[]> {
  if (ctx.actor.kind === 'user' && reach(ctx.actor.role, 'teams.read') === 'none') return [];
  const teams = await listTeams(ctx, {});
  return teams
    .filter((team) => `${team.name} ${team.key}`.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map((team) => {
      const filter = encodeFilter({ dimension: 'team', values: [team.key], exclude: false });
      return {
        id: team.id,
        label: team.name,
        ...(team.departmentName ? { hint: team.departmentName } : {}),
        href: `/explore?${new URLSearchParams({ f: filter })}`,
      };
    });
}

async function findModels(ctx: Ctx, wanted: string): Promise<PaletteEntry[]> {
  const { rows } = await listModels(ctx, { search: wanted, pageSize: MOST });
  return rows.map((row) => ({
    id: row.modelId,
    label: row.name,
    hint: row.providerName,
    href: `/prices/models/${row.modelId}`,
  }));
}
