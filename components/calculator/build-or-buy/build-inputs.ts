import type { OwnHardware } from '@/lib/calculator/build-versus-buy-arms';
import { HOURS_PER_YEAR } from '@/lib/calculator/hardware';
import { INFRASTRUCTURE_LEVERS, type InfrastructureStrengths } from '@/lib/calculator/infrastructure-levers';
import { ONE, over, type Ratio, ratioOf, times } from '@/lib/calculator/tokens-ratio';
import { type Money, ZERO } from '@/lib/money/money';
import { divideHalfEven } from '@/lib/money/rounding';
import { readAmount, readNumber } from '../kit/read-number';
import {
  BUILD_FIELDS,
  BUILD_NAMES,
  BUILD_START,
  type BuildFieldName,
  type BuildTexts,
  type Profile,
} from './build-fields';
import { profileWeights } from './profile-weights';

export interface BuildInputs {
  /** Tokens of each of the three years. */
  volumes: readonly [bigint, bigint, bigint];
  apiPerMillion: Money;
  gpuHourPrice: Money;
  reservedReplicas: bigint;
  aboveReserve: 'by_use' | 'whole_replicas';
  /** As it is, before the infrastructure levers. */
  own: OwnHardware;
  strengths: InfrastructureStrengths;
  profile: readonly bigint[];
  apiOnlyShare: Ratio;
}

const BILLION: Ratio = { n: 1_000_000_000n, d: 1n };
const SECONDS_PER_YEAR: Ratio = { n: HOURS_PER_YEAR * 3_600n, d: 1n };
const percent = (value: number): Ratio => over(ratioOf(value), { n: 100n, d: 1n });

/** The inputs as typed. A field that cannot be read is named in `wrong` and counts as where it starts. */
export function readBuild(texts: BuildTexts): { inputs: BuildInputs; wrong: ReadonlySet<BuildFieldName> } {
  const wrong = new Set(BUILD_NAMES.filter((name) => !isReadable(name, texts[name])));
  const text = (name: BuildFieldName) => (wrong.has(name) ? BUILD_START[name] : texts[name]);
  const number = (name: BuildFieldName) => readNumber(text(name), ANY) ?? 0;
  const amount = (name: BuildFieldName) => readAmount(text(name)) ?? ZERO;
  const ratio = (name: BuildFieldName) => ratioOf(number(name));
  const volume = (name: 'y1' | 'y2' | 'y3') => {
    const { n, d } = times(ratio(name), BILLION);
    return divideHalfEven(n, d);
  };
  const inputs: BuildInputs = {
    volumes: [volume('y1'), volume('y2'), volume('y3')],
    apiPerMillion: amount('api'),
    gpuHourPrice: amount('gpuHour'),
    reservedReplicas: BigInt(number('reserved')),
    aboveReserve: text('above') === 'whole_replicas' ? 'whole_replicas' : 'by_use',
    own: {
      nodePrice: amount('node'),
      gpusPerNode: BigInt(number('gpus')),
      years: BigInt(number('life')),
      yearly: {
        facilities: amount('facilities'),
        software: amount('software'),
        networking: amount('networking'),
      },
      serving: {
        tokensPerSecond: over(times(ratio('serves'), BILLION), SECONDS_PER_YEAR),
        weightsGb: ratio('weights'),
        cacheGb: ratio('cache'),
        gpuGb: ratio('memory'),
        utilisation: percent(number('busy')),
        tokenShare: ONE,
      },
    },
    strengths: Object.fromEntries(INFRASTRUCTURE_LEVERS.map((lever) => [lever, number(lever)])),
    profile: profileWeights(text('profile') as Profile, text('shape')) ?? [1n],
    apiOnlyShare: percent(number('apiOnly')),
  };
  return { inputs, wrong };
}

const ANY = { min: 0, max: Number.MAX_SAFE_INTEGER };

function isReadable(name: BuildFieldName, text: string): boolean {
  const field = BUILD_FIELDS[name];
  if (field.kind === 'usd') return readAmount(text) !== null;
  if (field.kind === 'number') return readNumber(text, field.bounds) !== null;
  if (field.kind === 'choice') return (field.choices as readonly string[]).includes(text);
  return profileWeights('own', text) !== null;
}
