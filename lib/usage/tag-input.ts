import { z } from 'zod';
import { TAG_KEY } from './taxonomy';

export const tagKey = z
  .string()
  .trim()
  .regex(TAG_KEY, 'Use lower-case letters, digits and _, beginning with a letter.');
export const tagValue = z.string().trim().min(1, 'Write a value.').max(256);

/** A rule as somebody writes it: `fromValue` null means that the tag is missing. */
export const newTagRule = z
  .object({
    tag: tagKey,
    fromValue: tagValue.nullable(),
    toValue: tagValue,
    condition: z.record(tagKey, tagValue).default({}),
  })
  .refine((rule) => rule.fromValue !== rule.toValue, {
    path: ['toValue'],
    error: 'This is the value it has already.',
  })
  .refine((rule) => !(rule.tag === 'team' && rule.fromValue === null), {
    path: ['fromValue'],
    error: 'Usage always names a team: choose the team to map.',
  })
  .refine((rule) => !Object.hasOwn(rule.condition, rule.tag), {
    path: ['condition'],
    error: 'A condition names another tag.',
  });
export type NewTagRule = z.output<typeof newTagRule>;
