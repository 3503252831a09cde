import { countText, type TextCount } from '@/lib/calculator/token-count';

export interface CountRequest {
  text: string;
  /** One model of each group. */
  models: string[];
}

export type CountAnswer = { count: TextCount } | { failed: true };

/** The text comes from the page and goes nowhere: all this fetches is the tokenizer, from our own address. */
self.onmessage = async ({ data }: MessageEvent<CountRequest>) => {
  let answer: CountAnswer;
  try {
    answer = { count: await countText(data.text, data.models) };
  } catch {
    answer = { failed: true };
  }
  self.postMessage(answer);
};
