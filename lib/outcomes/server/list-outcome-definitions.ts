import { z } from 'zod';
import { question } from '../../access/server/verb';
import { labelKeys } from '../../attribution/server/labels';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { OutcomeDefinitionDto } from '../dto';
import { loadDefinitions } from './definition-book';
import { definitionDto } from './definition-dto';

/** Every outcome definition with its dated values, by workflow; archived ones if asked. */
export const listOutcomeDefinitions = question({
  name: 'listOutcomeDefinitions',
  permission: 'outcomes.read',
  input: z.object({ archived: z.boolean().default(false) }),
  run: async ({ db, ctx, input, scope }): Promise<OutcomeDefinitionDto[]> => {
    const defined = await loadDefinitions(db, scope, { archived: input.archived });
    const keys = defined.map(({ definition }) => [definition.workflow]);
    const [labels, zone] = await Promise.all([labelKeys(db, ['workflow'], keys), zoneOf(db)]);
    const today = dayOf(ctx.now, zone);
    return defined.map((one, index) =>
      definitionDto(one, labels[index]?.[0]?.label ?? one.definition.workflow, today),
    );
  },
});
