import type { BuildInputs } from './build-inputs';
import { buildResult } from './build-result';

/** Inputs in, everything the page shows out, in the order asked. */
self.onmessage = ({ data }: MessageEvent<BuildInputs>) => {
  self.postMessage(buildResult(data));
};
