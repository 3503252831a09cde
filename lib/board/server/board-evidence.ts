import type { Queryable } from '@/db/client';
import { readPublishedEvidence } from '../../routing/server/published-evidence';
import type { BoardEvidence } from '../board';

/** Stale evidence of the routing policies in force, the oldest first. */
export const readBoardEvidence = async (db: Queryable, at: Date): Promise<BoardEvidence[]> =>
  (await readPublishedEvidence(db, at))
    .flatMap(({ policy, taskClass, model, evidenceId, days }) =>
      evidenceId === null || taskClass === null || days === null
        ? []
        : [{ policy, taskClass, model, evidenceId, days }],
    )
    .sort((a, b) => b.days - a.days);
