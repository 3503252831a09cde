import { ratesKey } from '../plan-versions';
import { litellmName } from './litellm-names';
import { isEntry, litellmRates, Unreadable, type UnreadableReason } from './litellm-rates';
import { LIST_PRIORITY, LITELLM_LIST, type ListedModel, type PublishedList } from './published-list';
import { tierByOutputPrice } from './tier-rule';

/** An entry that gives no price here, and why. */
export interface UnreadableEntry {
  key: string;
  reason: UnreadableReason;
  detail: string;
}

export interface LitellmReading {
  list: PublishedList;
  unreadable: UnreadableEntry[];
  /** Entries that say the same of a model as another one. */
  repeated: number;
}

/** The file's own example of an entry. */
const EXAMPLE = 'sample_spec';

/**
 * Reads a LiteLLM price map (`model_prices_and_context_window.json`) as a price list. Pure: the parsed JSON comes in.
 * Every entry is in the list, repeats one that is, or is among the unreadable; save the file's example and its date. `spelling` gives the
 * catalogue's own writing of a model key where it has one, so that both lists mean the same model.
 */
export function litellmList(
  json: Record<string, unknown>,
  spelling: (provider: string, key: string) => string | undefined = () => undefined,
): LitellmReading {
  const unreadable: UnreadableEntry[] = [];
  let repeated = 0;
  const read = new Map<string, { entryKey: string; order: number; model: ListedModel }>();
  for (const [entryKey, entry] of Object.entries(json)) {
    if (entryKey === EXAMPLE || (entryKey === 'last_updated' && typeof entry === 'string')) continue;
    try {
      const { model, order } = readEntry(entryKey, entry, spelling);
      // Names are looked up in any case, so two spellings are one model.
      const name = `${model.providerKey}/${model.key.toLowerCase()}`;
      const other = read.get(name);
      if (other && sameRates(other.model, model)) {
        repeated += 1;
        continue;
      }
      const [first, second] =
        other && order < other.order ? [entryKey, other.entryKey] : [other?.entryKey, entryKey];
      if (other) unreadable.push({ key: second, reason: 'says_otherwise', detail: first ?? '' });
      if (first === undefined || first === entryKey) read.set(name, { entryKey, order, model });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unreadable.push({ key: entryKey.slice(0, 200), reason: error.reason, detail: error.detail });
    }
  }
  const models = [...read.values()].map(({ model }) => model);
  const providers = [...new Set(models.map((model) => model.providerKey))];
  const updated = typeof json.last_updated === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(json.last_updated) : null;
  return {
    list: {
      key: LITELLM_LIST,
      name: 'LiteLLM',
      source: 'LiteLLM model_prices_and_context_window.json (MIT), imported',
      sourceUrl: 'https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json',
      publishedOn: updated?.[0] ?? null,
      priority: LIST_PRIORITY[LITELLM_LIST],
      providers: providers.map((key) => ({ key, name: key, match: null })),
      models,
      aliases: [],
    },
    unreadable,
    repeated,
  };
}

function readEntry(
  entryKey: string,
  entry: unknown,
  spelling: (provider: string, key: string) => string | undefined,
): { model: ListedModel; order: number } {
  if (!isEntry(entry) || typeof entry.litellm_provider !== 'string') throw new Unreadable('not_a_model');
  const name = litellmName(entryKey, entry.litellm_provider);
  if (!name) throw new Unreadable('no_name');
  const { rates, note } = litellmRates(entry);
  const key = spelling(name.provider, name.key) ?? name.key;
  const window = entry.max_input_tokens ?? entry.max_tokens;
  const contextWindow =
    typeof window === 'number' && Number.isInteger(window) && window > 0 && window < 2 ** 31 ? window : null;
  const tier = tierByOutputPrice(rates.prices);
  const versions = [{ from: null, to: null, rates, note }];
  return {
    order: name.order,
    model: { ...{ providerKey: name.provider, key, name: key, tier, contextWindow }, match: null, versions },
  };
}

const sameRates = (a: ListedModel, b: ListedModel): boolean =>
  ratesKey(a.versions.map(({ rates }) => rates)) === ratesKey(b.versions.map(({ rates }) => rates));
