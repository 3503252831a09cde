/** What kind of work a call is. An organisation adds its own in the table task_classes. */
export const BUILT_IN_TASK_CLASSES = [
  'simple_lookup',
  'classification',
  'structured_extraction',
  'summarisation',
  'retrieval_answer',
  'multi_step_reasoning',
  'code_generation',
  'creative_writing',
  'agentic',
] as const;
type BuiltInTaskClass = (typeof BUILT_IN_TASK_CLASSES)[number];

/** Work that does not need a model that reasons. */
export const SIMPLE_TASK_CLASSES: readonly BuiltInTaskClass[] = [
  'simple_lookup',
  'classification',
  'structured_extraction',
];

export interface TaskClass {
  /** As senders name it. */
  key: string;
  name: string;
  description: string;
  isSimple: boolean;
  isBuiltIn: boolean;
}

const BUILT_IN_TEXT: Record<BuiltInTaskClass, [name: string, description: string]> = {
  simple_lookup: ['Simple lookup', 'One fact or one standard answer.'],
  classification: ['Classification', 'One label of a known set.'],
  structured_extraction: ['Structured extraction', 'Fields out of a text, in a given form.'],
  summarisation: ['Summarisation', 'A shorter text of the same meaning.'],
  retrieval_answer: ['Retrieval answer', 'An answer from passages that come with the question.'],
  multi_step_reasoning: ['Multi-step reasoning', 'Several steps that build on each other.'],
  code_generation: ['Code generation', 'Programs, queries and their changes.'],
  creative_writing: ['Creative writing', 'Texts whose wording is the work.'],
  agentic: ['Agentic', 'A task worked on with tools over many calls.'],
};

export const builtInTaskClasses = (): TaskClass[] =>
  BUILT_IN_TASK_CLASSES.map((key) => ({
    key,
    name: BUILT_IN_TEXT[key][0],
    description: BUILT_IN_TEXT[key][1],
    isSimple: SIMPLE_TASK_CLASSES.includes(key),
    isBuiltIn: true,
  }));
