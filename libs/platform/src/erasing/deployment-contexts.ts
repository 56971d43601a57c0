import type { FactProvider } from '../context/context-feature.js';

/** What contexts the deployment has, as its hosts were told: value = their names, in order. Its key says nothing. */
export const CONTEXTS_FACT = 'platform.contexts';

/** Answers {@link CONTEXTS_FACT}. */
export function deploymentContexts(contexts: readonly string[]): Readonly<Record<string, FactProvider>> {
  return { [CONTEXTS_FACT]: () => Promise.resolve({ value: contexts, consulted: [] }) };
}
