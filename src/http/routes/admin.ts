/**
 * `/api/admin/*`: what owners do below `/api`, for who has the admin secret, with the same handlers behind.
 */
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

/** @param shared routes below `/api` that the admin secret opens as well */
export function adminRoutes(
  shared: readonly Route[],
  tenant: () => { readonly id: string; readonly name: string },
): Route[] {
  return [
    ...shared
      .filter(({ path }) => path !== '/api/tokens/self')
      .map((route) => ({ ...route, path: route.path.replace('/api/', '/api/admin/') })),
    {
      method: 'GET',
      path: '/api/admin/tenants',
      access: 'any',
      summary: 'The one house',
      handle: () => jsonReply(200, { tenants: [tenant()], metadata: { count: 1 } }),
    },
  ];
}
