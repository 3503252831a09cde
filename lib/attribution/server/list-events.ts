import { z } from 'zod';
import { question } from '../../access/server/verb';
import { invalid } from '../../errors';
import type { EventPage } from '../dto';
import { cellSchema, usageQuerySchema, WHOLE } from '../query';
import { type Position, readEventRows } from './event-rows';
import { resolveQuery, slotOf } from './resolve';

export const MAX_PAGE = 1_000;

/** The usage events beneath a cell of a split (or beneath the total), newest first, a page at a time. */
export const listEvents = question({
  name: 'listEvents',
  permission: 'usage.read',
  input: z.object({
    query: usageQuerySchema,
    cell: z._default(cellSchema, WHOLE),
    cursor: z.string().max(60).nullable().default(null),
    limit: z.number().int().min(1).max(MAX_PAGE).default(50),
  }),
  run: async ({ db, input: { query, cell, cursor, limit }, scope }): Promise<EventPage> => {
    const asked = await resolveQuery(db, query, scope);
    const after = cursor === null ? null : readCursor(cursor);
    const found = await readEventRows(db, asked, { slot: slotOf(asked, cell), cell, after, limit });
    return {
      ...asked.resolved,
      rows: found.rows,
      nextCursor: found.next && `${found.next.micros}.${found.next.seq}`,
      totalEvents: found.totalEvents,
    };
  },
});

function readCursor(cursor: string): Position {
  const match = /^(-?\d{1,18})\.(\d{1,19})$/.exec(cursor);
  if (!match) throw invalid('This page no longer exists; open the list again.');
  return { micros: match[1] ?? '', seq: match[2] ?? '' };
}
