import { z } from 'zod';
import { question } from '../../access/server/verb';
import { invalid } from '../../errors';
import { daysBetween } from '../../time/days';
import { toInstants } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { measureAgreement } from '../classify/agreement';
import {
  agreementDto,
  assignedDto,
  CLASSIFIER_VIEWS,
  type ClassifierAgreementDto,
  type ClassifierView,
  type SampleDto,
} from '../classify/agreement-dto';
import { createClassifier } from '../classify/classify';
import type { UnclassifiedCall } from '../classify/unclassified-call';
import { type CallShape, countShapes, readShapes } from './call-shapes';
import { type ClassSettings, loadClassSettings } from './class-settings';

const MOST_DAYS = 92;
/** Events looked at of those that declare a class, and of those that do not. */
const MOST_DECLARED = 50_000;
const MOST_UNDECLARED = 20_000;

const day = z.iso.date();

export const classifierAgreementInput = z.object({
  /** Days of the organisation's zone, half-open. */
  period: z.object({ from: day, to: day }),
  view: z.enum(CLASSIFIER_VIEWS).default('gate'),
});

/**
 * How often the classifier says what senders declare, of the calls of some days that declare a class, and what it makes
 * of those that do not. It is not told what was declared, and a workflow's class counts only from when it was set: it
 * cannot have been read off the calls it is held against.
 */
export const classifierAgreement = question({
  name: 'classifierAgreement',
  permission: 'routing.read',
  input: classifierAgreementInput,
  run: async ({ db, input, scope }): Promise<ClassifierAgreementDto> => {
    const { period, view } = input;
    const days = daysBetween(period.from, period.to);
    if (days < 1 || days > MOST_DAYS)
      throw invalid(`Choose a period of 1 to ${MOST_DAYS} days.`, [
        { path: 'period', code: 'period', message: `Choose a period of 1 to ${MOST_DAYS} days.` },
      ]);
    const range = toInstants(period, await zoneOf(db));
    const settings = await loadClassSettings(db);
    const classify = createClassifier(settings.own);
    const of = (declared: boolean) => ({ ...range, scope, declared });

    const counted = {
      declared: await countShapes(db, of(true)),
      undeclared: await countShapes(db, of(false)),
    };
    const declared = await readShapes(db, of(true), MOST_DECLARED);
    const undeclared = await readShapes(db, of(false), MOST_UNDECLARED);
    const found = measureAgreement(
      classify,
      declared.map((shape) => ({
        declared: shape.declared,
        calls: shape.calls,
        call: callOf(shape, view, settings),
      })),
    );
    const assigned = new Map<string | null, bigint>();
    for (const shape of undeclared) {
      const { taskClass } = classify(callOf(shape, view, settings));
      assigned.set(taskClass, (assigned.get(taskClass) ?? 0n) + shape.calls);
    }
    return {
      period,
      view,
      coverage: {
        declared: counted.declared.calls.toString(),
        undeclared: counted.undeclared.calls.toString(),
      },
      sample: sampleOf(declared, counted.declared.events),
      ...agreementDto(found),
      undeclared: {
        sample: sampleOf(undeclared, counted.undeclared.events),
        assigned: assignedDto(assigned),
      },
    };
  },
});

/** An event as the classifier may see it: without its declared class. */
function callOf(
  { at, workflow, feature, promptTemplate, outputFormat, ...shape }: CallShape,
  view: ClassifierView,
  { defaults }: ClassSettings,
): UnclassifiedCall {
  const set = workflow === null ? undefined : defaults.get(workflow);
  const { inputTokens, cachedTokens, outputTokens, reasoningTokens, retrievedTokens } = shape;
  return {
    ...{ workflow, feature, promptTemplate, outputFormat, inputTokens, cachedTokens },
    workflowDefault: set && set.setAt <= at ? set.taskClass : null,
    ...{ maxOutputTokens: null, needsTools: false },
    after: view === 'ledger' ? { outputTokens, reasoningTokens, retrievedTokens } : null,
  };
}

const sampleOf = (shapes: readonly CallShape[], of: bigint): SampleDto => ({
  events: shapes.length,
  of: of.toString(),
  calls: shapes.reduce((sum, { calls }) => sum + calls, 0n).toString(),
});
