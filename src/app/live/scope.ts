/** What of the house somebody is shown: all who may read the same share one scope. */
import type { Permission } from '../../domain/access.ts';
import type { Principal } from '../base/principal.ts';

/** What is shown: an object of the house, or an event. */
export interface Shown {
  readonly kind: string;
  readonly id: string;
  /** What it takes to see it. */
  readonly permission: Permission;
}

export interface Scope {
  /** The same for all who see the same. */
  readonly key: string;
  may(permission: Permission): boolean;
  sees(shown: Shown): boolean;
}

/** What a token that is restricted to its zones may read besides them. */
const OF_ZONED: readonly Permission[] = ['zones:read', 'system:read'];
const OF_ALL: readonly Permission[] = [
  ...OF_ZONED,
  'equipment:read',
  'events:read',
  // Events of the audit.
  'audit:read',
];

export function scopeOf({ permissions, zones }: Principal): Scope {
  const readable = (zones === undefined ? OF_ALL : OF_ZONED).filter((right) =>
    permissions.has(right),
  );
  const may = (permission: Permission) => readable.includes(permission);
  return {
    key: JSON.stringify([readable, zones && [...zones].sort()]),
    may,
    sees: ({ kind, id, permission }) =>
      may(permission) && (kind !== 'zone' || zones === undefined || zones.has(id)),
  };
}
