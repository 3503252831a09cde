import type { Bench } from './run';
import { crashRounds } from './support/crash-rounds';

/** SIGKILL in turn to the meter and to Postgres while usage flows; 30 rounds unless told otherwise. */
export const run: Bench = async ([rounds = '30']) => {
  const figures = await crashRounds(Number(rounds), (line) => console.error(line));
  const { lost, twice, rollupsEqualEvents, acknowledged } = figures;
  return {
    holds: lost === 0 && twice === 0 && rollupsEqualEvents && acknowledged > 0,
    figures: { ...figures },
  };
};
