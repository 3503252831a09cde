import type { ScenarioState } from './state';

export interface ScenarioComment {
  id: string;
  authorName: string;
  /** By the reader: may be taken back. */
  own: boolean;
  /** Empty where it was taken back. */
  body: string;
  createdAt: string;
  withdrawnAt: string | null;
}

/** A kept what-if. It holds what went in; what comes out is computed with the prices of the day it is opened. */
export interface ScenarioDto {
  id: string;
  name: string;
  ownerName: string;
  /** The reader's own: they may change it. */
  own: boolean;
  /** The team it is for, whose leads see it; null: nobody but its owner and those who see all. */
  team: { id: string; name: string } | null;
  state: ScenarioState;
  /** The workflow its baseline was read from, where it was. */
  workflow: string | null;
  createdAt: string;
  /** Handed back with a change: a change of something newer is refused. */
  updatedAt: string;
  archivedAt: string | null;
  /** Comments that were not taken back. */
  commentCount: number;
}

export interface ScenarioDetail {
  scenario: ScenarioDto;
  /** Oldest first. */
  comments: ScenarioComment[];
  can: { edit: boolean; comment: boolean; duplicate: boolean };
}

export const SCENARIO_SHOWS = ['current', 'archived'] as const;
export type ScenarioShows = (typeof SCENARIO_SHOWS)[number];

/** How many may stand side by side. */
export const MOST_COMPARED = 4;
