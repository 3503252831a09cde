import { z } from 'zod';
import { displayName, idText, reasonText } from '../access/fields';
import { policyBody } from './policy-input';
import { MAX_YAML_LENGTH } from './yaml';

const noteText = z
  .string()
  .trim()
  .max(2_000, 'Use at most 2,000 characters.')
  .transform((text) => text || null)
  .nullable();

export const draftPolicyInput = z.object({
  /** Null: the organisation's. */
  teamId: idText.nullable(),
  /** Of a policy that is not there yet. */
  name: displayName.optional(),
  /** The version to start from; left out: the one in force, else the newest. */
  fromVersionId: idText.optional(),
});

export const saveDraftInput = z.object({
  versionId: idText,
  /** The one read before editing. */
  revision: z.number().int().min(1),
  /** The policy, or its text; left out: as it is. */
  body: policyBody.optional(),
  yaml: z.string().max(MAX_YAML_LENGTH, 'This text is too long for a policy.').optional(),
  note: noteText.optional(),
});

export const versionInput = z.object({ versionId: idText });
export const submitPolicyInput = z.object({ versionId: idText, note: noteText.optional() });
export const approvePolicyInput = z.object({ versionId: idText, note: noteText.optional() });
export const rejectPolicyInput = z.object({ versionId: idText, note: reasonText });
export const publishPolicyInput = z.object({ versionId: idText, note: noteText.optional() });
export const policyReasonInput = z.object({ policyId: idText, reason: reasonText });

export const addTaskClassInput = z.object({
  key: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9_]{0,62}$/, 'Use small letters, digits and _, beginning with a letter.'),
  name: displayName,
  description: z.string().trim().min(1, 'Say what it is.').max(500, 'Use at most 500 characters.'),
  isSimple: z.boolean(),
});
export const setWorkflowTaskClassInput = z.object({
  workflow: z.string().trim().min(1, 'Name the workflow.').max(200, 'Use at most 200 characters.'),
  /** Of its calls that declare none; null: none is set. */
  taskClass: z.string().min(1).max(63).nullable(),
  reason: reasonText,
});
export const archiveTaskClassInput = z.object({ key: z.string(), reason: reasonText });

const optionalName = z.string().trim().max(200).nullable().default(null);

/** A call to try a policy with. */
const tryCallInput = z.object({
  taskClass: z.string().trim().max(200).default(''),
  workflow: optionalName,
  team: z.string().trim().max(200),
  environment: optionalName,
  customerSegment: optionalName,
  inputTokens: z.number().int().min(0).max(1_000_000_000),
  maxOutputTokens: z.number().int().min(0).max(1_000_000_000).nullable().default(null),
  model: z.string().trim().min(1, 'Name the model the call asks for.').max(200),
  provider: optionalName,
  user: optionalName,
  requestId: z.string().trim().max(200).default('try'),
  /** An ISO instant; left out: now. */
  time: z.iso.datetime({ offset: true }).optional(),
  needsTools: z.boolean().optional(),
  region: optionalName,
  promptTemplate: optionalName,
  outputFormat: optionalName,
});

export const tryRequestInput = z.object({ policyId: idText, body: policyBody, call: tryCallInput });
export const checkDraftInput = z.object({ policyId: idText, body: policyBody });
export const getPolicyInput = z.object({
  policyId: idText,
  /** Left out: the newest open one, else the one in force. */
  versionId: idText.optional(),
  /** Left out: the one in force, or what was before it. */
  compareWith: idText.optional(),
});
