/** Texts to try. The wordy prompt is the "before" of the seed document's lever 05, as printed. */
export const SAMPLES = {
  english:
    'Your shipment left Hong Kong on Tuesday evening and reached Rotterdam this morning. Customs released it at 10:40; the driver will call before delivery. If nobody is there to sign, it goes back to the depot on Nieuwesluisweg and is kept for five working days.',
  chinese:
    '貨物於星期二晚上由香港起運，今早抵達鹿特丹。海關於上午十時四十分放行；司機送貨前會先致電。如無人簽收，貨物將送回倉庫，保留五個工作天。查詢請致電客戶服務部，並提供提單號碼。',
  code: `export function splitEvenly(total: bigint, parts: number): bigint[] {
  const each = total / BigInt(parts);
  const rest = Number(total % BigInt(parts));
  return Array.from({ length: parts }, (_, i) => each + (i < rest ? 1n : 0n));
}
`,
  verbose:
    'You are a helpful, knowledgeable, friendly, professional customer support agent who always responds in a polite and courteous manner and ensures customer satisfaction...',
} as const;
export type Sample = keyof typeof SAMPLES;
export const SAMPLE_NAMES = Object.keys(SAMPLES) as Sample[];
