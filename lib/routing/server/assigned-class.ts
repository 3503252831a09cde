import type { Queryable } from '@/db/client';
import { type Classification, createClassifier } from '../classify/classify';
import type { UnclassifiedCall } from '../classify/unclassified-call';
import { loadClassSettings } from './class-settings';

type Tried = Pick<
  UnclassifiedCall,
  'workflow' | 'promptTemplate' | 'outputFormat' | 'inputTokens' | 'maxOutputTokens'
> & {
  needsTools?: boolean | undefined;
};

/** What the gate would take a call for that declares no class. */
export async function assignedClass(db: Queryable, call: Tried): Promise<Classification> {
  const { own, defaults } = await loadClassSettings(db);
  const { workflow, promptTemplate, outputFormat, inputTokens, maxOutputTokens } = call;
  return createClassifier(own)({
    ...{ workflow, promptTemplate, outputFormat, inputTokens, maxOutputTokens },
    workflowDefault: workflow === null ? null : (defaults.get(workflow)?.taskClass ?? null),
    ...{ feature: null, cachedTokens: 0, needsTools: call.needsTools ?? false, after: null },
  });
}
