import { isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { organisation, taskClasses } from '@/db/schema';
import { estimateWith } from '../../budgets/estimate';
import type { PriceBook } from '../../pricing/price-book';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { loadTieredModels } from '../../pricing/server/load-tiered-models';
import { isReasoningModel, type RouteCatalogue } from '../catalogue';
import { SIMPLE_TASK_CLASSES } from '../task-class';

type TieredModels = Awaited<ReturnType<typeof loadTieredModels>>;

/** The catalogue a policy is compiled against, over prices and models that were read before. */
export function routeCatalogue(
  book: PriceBook,
  models: TieredModels,
  { timeZone, simpleTaskClasses }: Pick<RouteCatalogue, 'timeZone' | 'simpleTaskClasses'>,
): RouteCatalogue {
  const byId = new Map(
    models.map((model) => [model.modelId, { ...model, isReasoning: isReasoningModel(model.model) }]),
  );
  return {
    timeZone,
    simpleTaskClasses,
    find({ provider, model }) {
      const found = book.resolve(provider, model);
      return found ? (byId.get(found.modelId) ?? null) : null;
    },
    estimate({ modelId }, size, at) {
      const cached =
        (size.cacheReadTokens ?? 0) + (size.cacheWrite5mTokens ?? 0) + (size.cacheWrite1hTokens ?? 0);
      const call = {
        serviceTier: size.serviceTier ?? ('standard' as const),
        inputTokens: size.inputTokens - cached,
        cacheReadTokens: size.cacheReadTokens ?? 0,
        cacheWrite5mTokens: size.cacheWrite5mTokens ?? 0,
        cacheWrite1hTokens: size.cacheWrite1hTokens ?? 0,
        maxOutputTokens: size.maxOutputTokens,
      };
      return estimateWith(book, modelId, call, at).estimatedCost;
    },
  };
}

/** The organisation's own classes that are simple, with those built in. */
export async function loadSimpleTaskClasses(db: Queryable): Promise<ReadonlySet<string>> {
  const own = await db.select().from(taskClasses).where(isNull(taskClasses.archivedAt));
  return new Set([...SIMPLE_TASK_CLASSES, ...own.filter(({ isSimple }) => isSimple).map(({ key }) => key)]);
}

/** The same, read now. */
export async function loadRouteCatalogue(db: Queryable): Promise<RouteCatalogue> {
  const [calendar] = await db.select({ timeZone: organisation.timeZone }).from(organisation);
  return routeCatalogue(await loadPriceBook(db), await loadTieredModels(db), {
    timeZone: calendar?.timeZone ?? 'Asia/Hong_Kong',
    simpleTaskClasses: await loadSimpleTaskClasses(db),
  });
}
