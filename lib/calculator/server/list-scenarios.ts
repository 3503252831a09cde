import { and, isNotNull, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { scenarios } from '@/db/schema';
import { question } from '../../access/server/verb';
import { SCENARIO_SHOWS, type ScenarioDto } from '../scenario-dto';
import { visibleTo } from './scenario-access';
import { scenarioDtos } from './scenario-dtos';

const MOST = 500;

/** The scenarios the asker may see, the newest change first; at most five hundred. */
export const listScenarios = question({
  name: 'listScenarios',
  permission: 'scenarios.read',
  input: z.object({ show: z.enum(SCENARIO_SHOWS).default('current') }),
  run: ({ db, ctx, input, scope }): Promise<ScenarioDto[]> => {
    const { archivedAt } = scenarios;
    const shown = input.show === 'archived' ? isNotNull(archivedAt) : isNull(archivedAt);
    return scenarioDtos(db, ctx.actor, and(shown, visibleTo(ctx.actor, scope)) ?? sql`false`, MOST);
  },
});
