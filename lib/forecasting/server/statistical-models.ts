import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AutoETS, initSync as initEts } from '@bsull/augurs/ets';
import { initSync as initMstl, ets as weeklyEts } from '@bsull/augurs/mstl';
import { type Contender, SIMPLE_CONTENDERS } from '../contenders';

/** From the program's own folder, so that a bundler leaves the files where they are. */
const fileOf = (name: string): string =>
  path.join(
    path.dirname(createRequire(path.join(process.cwd(), 'package.json')).resolve('@bsull/augurs')),
    name,
  );

let isReady = false;
function ready(): void {
  if (isReady) return;
  initEts({ module: readFileSync(fileOf('ets_bg.wasm')) });
  initMstl({ module: readFileSync(fileOf('mstl_bg.wasm')) });
  isReady = true;
}

interface Model {
  fit(values: number[]): void;
  predict(horizon: number): { point: number[] };
  free(): void;
}

/** Half a year shows level, trend and week; fitting more takes a second and changes little. */
const MEMORY_DAYS = 182;

function run(model: Model, values: readonly number[], horizon: number): number[] {
  try {
    model.fit(values.slice(-MEMORY_DAYS));
    return [...model.predict(horizon).point];
  } finally {
    model.free();
  }
}

/** Exponential smoothing whose error, trend and damping are chosen by AIC. */
const ets: Contender = {
  name: 'ets',
  least: 10,
  forecast: (values, horizon) => {
    ready();
    return run(new AutoETS(1, 'ZZN'), values, horizon);
  },
};

/** A weekly season taken off by loess, the rest by exponential smoothing. */
const mstl: Contender = {
  name: 'mstl',
  least: 21,
  forecast: (values, horizon) => {
    ready();
    return run(weeklyEts([7]), values, horizon);
  },
};

/** Everything that competes for a series, the default first. */
export const CONTENDERS: readonly Contender[] = [...SIMPLE_CONTENDERS, ets, mstl];
