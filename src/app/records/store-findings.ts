import type { Finding } from '../../domain/control/findings.ts';
import type { Store } from '../base/ports/store.ts';

/** Whose the faults of the hub itself are, as `source` and `objectId`. */
export const HUB = { source: 'system', objectId: 'hub' } as const;

/** What is wrong with the store. */
export function storeFindings(store: Pick<Store, 'trouble' | 'isSlow' | 'newerCount'>): Finding[] {
  const found: Finding[] = [];
  const trouble = store.trouble();
  if (trouble !== undefined) found.push({ ...HUB, code: `storage_${trouble}`, isCertain: true });
  if (store.isSlow()) found.push({ ...HUB, code: 'storage_slow', isCertain: true });
  if (store.newerCount() > 0)
    found.push({ ...HUB, code: 'storage_newer_records', isCertain: true });
  return found;
}
