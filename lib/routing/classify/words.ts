import type { BUILT_IN_TASK_CLASSES } from '../task-class';

type BuiltIn = (typeof BUILT_IN_TASK_CLASSES)[number];

/**
 * Words that name a kind of work, in English and in Chinese. Left out is what names other things as often: a shipping
 * label, a postal code, an insurance agent.
 */
const WORDS: Record<BuiltIn, RegExp> = {
  simple_lookup: /\b(lookup|look up|faq)|查詢|查找/,
  classification: /\b(classif|categori[sz]|triage|sentiment|moderation|intent\b|labell?ing\b)|分類|歸類/,
  structured_extraction: /\b(extract|parse|parsing|ocr\b)|擷取|提取|抽取/,
  summarisation: /\b(summar|digest\b|recap\b|tldr\b)|摘要|總結|撮要/,
  retrieval_answer: /\b(rag\b|retriev|knowledge base\b|kb\b)|檢索|知識庫/,
  multi_step_reasoning: /\b(reasoning\b|investigat|diagnos)|推理|調查/,
  code_generation:
    /\b(coding\b|codegen|sql\b|refactor|autocomplet|code (review|gen|assist|complet))|編寫程式/,
  creative_writing: /\b(creative\b|copywrit|slogan|storytell|blog\b)|創作|文案/,
  agentic: /\b(agentic|autonomous)\b|智能體/,
};
const CLASSES = Object.entries(WORDS) as [BuiltIn, RegExp][];

/** The words of a name in one form: `draftBookingV2`, `draft-booking.v2` and `Draft_booking v2` are alike. */
const plain = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What the names of prompt templates, workflows and features say of the work. */
export interface NameReader {
  /** The one class that the words of a name speak of; null: none, or several. */
  inWords(name: string): string | null;
  /** The one class whose key stands whole in a name; of keys within each other the longest counts. */
  named(name: string): string | null;
}

/** Names remembered at once: calls repeat few. */
const MOST_NAMES = 5_000;

/** Reads each name once: what it says is remembered. */
export function createNameReader(keys: Iterable<string>): NameReader {
  const classes = [...keys];
  return {
    inWords: remembered(classInWords),
    named: remembered((name) => classNamedIn(name, classes)),
  };
}

function remembered(read: (name: string) => string | null): (name: string) => string | null {
  const memory = new Map<string, string | null>();
  return (name) => {
    const known = memory.get(name);
    if (known !== undefined) return known;
    if (memory.size >= MOST_NAMES) memory.clear();
    const found = read(name);
    memory.set(name, found);
    return found;
  };
}

function classInWords(name: string): string | null {
  const words = plain(name);
  const found = CLASSES.filter(([, spoken]) => spoken.test(words));
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

function classNamedIn(name: string, keys: readonly string[]): string | null {
  const words = ` ${plain(name)} `;
  const found = keys.filter((key) => words.includes(` ${plain(key)} `));
  const [longest, ...others] = found.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return longest !== undefined && others.every((other) => ` ${plain(longest)} `.includes(` ${plain(other)} `))
    ? longest
    : null;
}
