import { randomUUID } from 'node:crypto';
import type { ModelMessage } from 'ai';
import { refusal } from '../../access/fields';
import type { GoldenCase } from '../golden-case';
import { type Grade, grade } from '../grade';
import { judgePrompt, readJudgement } from '../judge';
import type { Asked } from './metered-model';

/** A denial where the gate denies the judge's call. What the judge costs counts towards the cap, not the answer. */
export async function gradeAnswer(
  one: GoldenCase,
  text: string,
  ask: (model: string, messages: ModelMessage[]) => Promise<Asked>,
  judge: string | null,
): Promise<Grade | Extract<Asked, { kind: 'denied' }>> {
  if (one.grader.kind !== 'rubric' || judge === null) return grade(one, text);
  const asked = await ask(judge, [{ role: 'user', content: judgePrompt(one, text, randomUUID()) }]);
  if (asked.kind === 'denied') return asked;
  const judged = readJudgement(asked.answer.text);
  if (!judged)
    throw refusal(
      'unavailable',
      'judge',
      'no_judgement',
      'The judge did not answer with a score; choose another model for it.',
    );
  return judged;
}
