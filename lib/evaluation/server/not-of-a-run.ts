import { sql } from 'drizzle-orm';

/**
 * The calls of the attribution `a` and its team `t` are not those of an evaluation: no policy routes those, so none
 * can be followed or replayed on them.
 */
export const NOT_OF_A_RUN = sql`not exists (select from evaluation_runs er
  where er.id = case when a.workflow ~ '^evaluation-[0-9]{1,18}$' then substr(a.workflow, 12)::bigint end
    and er.paying_team = t.key)`;
