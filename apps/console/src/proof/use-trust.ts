import { useSyncExternalStore } from 'react';
import { onTrust, trustNow, type Trust } from './trust.js';

/** What is believed; the page follows when it changes, in this tab. */
export function useTrust(): Trust {
  return useSyncExternalStore(onTrust, trustNow);
}
