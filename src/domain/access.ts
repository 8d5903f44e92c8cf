/**
 * Rights: a resource and a right to it. `full` contains `read`; whether an operation is a
 * read is said by the operation, not by its HTTP method.
 */

export const RESOURCES = [
  'zones',
  'equipment',
  'events',
  'history',
  'system',
  'metrics',
  'firmware',
  'tokens',
  'users',
  'settings',
  'backup',
  'audit',
] as const;
export type Resource = (typeof RESOURCES)[number];
export type Right = 'read' | 'full';
export type Permission = `${Resource}:${Right}`;

/** For what is there to be granted, so that no token has to be made anew once something asks for it. */
const NOTHING_YET = undefined;

/** What each of them opens; `full` beside what its `read` does. Undefined where no route asks for it yet: it guards nothing. */
export const OPENS: Readonly<Record<Permission, string | undefined>> = {
  'zones:read': 'zones, and their schedules',
  'zones:full': 'commands to zones, and their schedules',
  'equipment:read': 'devices, their history and faults, and energy',
  'equipment:full': 'commands to the hot water, and resetting filters',
  'events:read': 'what happened in the house',
  'events:full': NOTHING_YET,
  'history:read': 'history of zones',
  'history:full': NOTHING_YET,
  'system:read': 'the hub, and the mode of the house',
  'system:full': 'the mode of the house, warmer or cooler everywhere, surplus, and the power limit',
  'metrics:read': 'metrics, and the Prometheus behind the hub',
  'metrics:full': NOTHING_YET,
  // Firmware is open to all: a device that fetches it has no credential yet.
  'firmware:read': NOTHING_YET,
  'firmware:full': NOTHING_YET,
  'tokens:read': 'tokens without their secrets, and their use',
  'tokens:full': 'making, changing, rotating and revoking tokens',
  'users:read': 'people, and what is locked after wrong guesses',
  'users:full': 'adding, changing and removing people, and unlocking',
  'settings:read':
    'settings, diagnostics, the description of the house, the broker, and devices found there',
  'settings:full':
    'settings, the description of the house, the broker, the PIN, and the rule of second factors',
  'backup:read': 'loading a backup of everything, and the list of those on the disk',
  'backup:full': 'making a backup on the disk',
  'audit:read': 'who did what, notices, and the log',
  'audit:full': NOTHING_YET,
};

export const PERMISSIONS = Object.keys(OPENS) as readonly Permission[];

/** What a token without a list may not do: reach further than the house's daily running. */
const NOT_BY_DEFAULT: ReadonlySet<Permission> = new Set<Permission>([
  'tokens:read',
  'tokens:full',
  'users:read',
  'users:full',
  'backup:read',
  'backup:full',
  'audit:read',
  'audit:full',
  'firmware:full',
  'settings:full',
]);

const ASKS_FOR_PASSWORD: ReadonlySet<Permission> = new Set<Permission>([
  'tokens:full',
  'users:full',
  'backup:read',
  'backup:full',
  'firmware:full',
  'settings:full',
]);

/** Reading that comes along with another permission, since the one is of little use without the other. */
const BRINGS_ALONG: Partial<Record<Permission, readonly Permission[]>> = {
  'zones:read': ['history:read', 'system:read'],
};

/** All that the listed permissions, or the lack of a list, allow. */
export function effectivePermissions(
  listed: readonly Permission[] | undefined,
): ReadonlySet<Permission> {
  const allowed = new Set<Permission>();
  const add = (permission: Permission) => {
    if (allowed.has(permission)) return;
    allowed.add(permission);
    if (permission.endsWith(':full')) add(permission.replace(':full', ':read') as Permission);
    BRINGS_ALONG[permission]?.forEach(add);
  };
  (listed ?? PERMISSIONS.filter((permission) => !NOT_BY_DEFAULT.has(permission))).forEach(add);
  return allowed;
}

/** Whether a session needs a password given lately for it: what could outlast the session. */
export function asksForPassword(permission: Permission): boolean {
  return ASKS_FOR_PASSWORD.has(permission);
}

/** What of `own` is allowed as well: `own` itself where all of it is, so that many may share it. */
export function narrowed(
  own: ReadonlySet<Permission>,
  allowed: ReadonlySet<Permission>,
): ReadonlySet<Permission> {
  if (isWithin(own, allowed)) return own;
  return new Set([...own].filter((permission) => allowed.has(permission)));
}

/** Whether `inner` allows nothing that `outer` does not. */
export function isWithin(inner: ReadonlySet<Permission>, outer: ReadonlySet<Permission>): boolean {
  return [...inner].every((permission) => outer.has(permission));
}
