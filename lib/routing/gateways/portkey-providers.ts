/** Portkey's names of providers that the catalogue calls otherwise. */
const PORTKEY: Record<string, string> = {
  ...{ aws: 'bedrock', azure: 'azure-openai', fireworks: 'fireworks-ai', together: 'together-ai' },
  ...{ mistral: 'mistral-ai', moonshotai: 'moonshot', alibaba: 'dashscope', voyageai: 'voyage' },
};
const OWN = new Map(Object.entries(PORTKEY).map(([own, theirs]) => [theirs, own]));

export const portkeyProvider = (provider: string): string => PORTKEY[provider] ?? provider;

/** The catalogue's name of a provider that Portkey names. */
export const ownProvider = (theirs: string): string => OWN.get(theirs) ?? theirs;
