import { extractText, getDocumentProxy } from 'unpdf';

/** The text of each page of a PDF, as another program reads it. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
  return text;
}

/** A reader of PDFs breaks lines where it likes, and may read a quotation mark as two others. */
export const squeezed = (text: string): string => text.replace(/[\s“”"'’]/g, '');
