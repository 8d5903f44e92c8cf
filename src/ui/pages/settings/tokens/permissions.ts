/** What a token may do, as it is chosen here: a right to each resource. */
import type { Permission, Resource, Right } from '../../../../domain/access.ts';

export type Choice = Right | 'none';
export type Chosen = Readonly<Partial<Record<Resource, Choice>>>;

/** In the order in which people think of them: the house first, what opens doors last. */
export const RESOURCES = [
  ...(['zones', 'equipment', 'system', 'events', 'history', 'metrics'] as const),
  ...(['settings', 'firmware', 'backup', 'tokens', 'users', 'audit'] as const),
] as const satisfies readonly Resource[];

/** What could let in somebody else, or let somebody stay. */
const POWERFUL: ReadonlySet<Permission> = new Set<Permission>([
  'tokens:full',
  'users:full',
  'settings:full',
  'backup:read',
  'backup:full',
  'firmware:full',
]);

/** The more of the two rights to each resource. */
export function chosenOf(permissions: readonly Permission[]): Chosen {
  const chosen: Partial<Record<Resource, Choice>> = {};
  for (const permission of permissions) {
    const [resource, right] = permission.split(':') as [Resource, Right];
    if (chosen[resource] !== 'full') chosen[resource] = right;
  }
  return chosen;
}

/** Each resource once: `full` contains `read`. */
export function permissionsOf(chosen: Chosen): Permission[] {
  return RESOURCES.flatMap((resource): Permission[] => {
    const choice = chosen[resource] ?? 'none';
    return choice === 'none' ? [] : [`${resource}:${choice}`];
  });
}

export const isPowerful = (permissions: readonly Permission[]): boolean =>
  permissions.some((permission) => POWERFUL.has(permission));

/** What somebody with these rights can give at most. */
export function mostOf(own: readonly Permission[], resource: Resource): Choice {
  if (own.includes(`${resource}:full`)) return 'full';
  return own.includes(`${resource}:read`) ? 'read' : 'none';
}
