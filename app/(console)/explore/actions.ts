'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { Cell, Dimension, Measure, UsageQuery } from '@/lib/attribution/query';
import { deleteView } from '@/lib/attribution/server/delete-view';
import { dimensionValues } from '@/lib/attribution/server/dimension-values';
import { explainFigure } from '@/lib/attribution/server/explain-figure';
import { listEvents } from '@/lib/attribution/server/list-events';
import { listViews } from '@/lib/attribution/server/list-views';
import { renameView } from '@/lib/attribution/server/rename-view';
import { saveView } from '@/lib/attribution/server/save-view';
import { readExploreData } from './data';

const PAGE = 50;

export const readExplore = async (query: UsageQuery, allRows: boolean) =>
  toResult(async () => readExploreData(await getCtx(), query, allRows));

export const readExplanation = async (query: UsageQuery, measure: Measure, cell: Cell) =>
  toResult(async () => explainFigure(await getCtx(), { query, measure, cell }));

export const readEvents = async (query: UsageQuery, cell: Cell, cursor: string | null) =>
  toResult(async () => listEvents(await getCtx(), { query, cell, cursor, limit: PAGE }));

export const readDimensionValues = async (query: UsageQuery, dimension: Dimension) =>
  toResult(async () => dimensionValues(await getCtx(), { query, dimension }));

export const readViews = async () => toResult(async () => listViews(await getCtx(), { path: '/explore' }));

export const keepView = async (name: string, search: string, shared: boolean) =>
  toResult(async () => saveView(await getCtx(), { name, path: '/explore', search, shared }));

export const changeViewName = async (id: string, name: string) =>
  toResult(async () => renameView(await getCtx(), { id, name }));

export const removeView = async (id: string) => toResult(async () => deleteView(await getCtx(), { id }));
