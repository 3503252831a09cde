import { notFound } from 'next/navigation';

/** The workflow an address names: tags may hold any character, so they are percent-encoded there. */
export function workflowOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    notFound();
  }
}
