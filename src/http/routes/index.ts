/** `GET /api` and the OpenAPI text: both are read off the route table, so that they cannot drift from it. */
import { jsonReply } from '../reply.ts';
import type { Reply } from '../exchange.ts';
import type { Route } from '../router.ts';

export function indexRoutes(routes: readonly Route[], version: string): Route[] {
  const links = [
    ...new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path)),
  ].sort();
  let contract: Reply | undefined;
  const all = () =>
    [...own, ...routes]
      .map(({ method, path, summary, access }) => ({ method, path, summary, access }))
      // The methods of one path stay as they are in the table.
      .sort((one, other) => (one.path < other.path ? -1 : Number(one.path > other.path)));
  const own: Route[] = [
    {
      method: 'GET',
      path: '/api',
      access: 'any',
      summary: 'What there is: each method and path, what it does, and what it takes to be let in',
      handle: () =>
        jsonReply(200, {
          name: 'Aris hub',
          version,
          links: ['/api/openapi.json', ...links],
          routes: all(),
        }),
    },
    {
      method: 'GET',
      path: '/api/openapi.json',
      access: 'any',
      summary: 'This contract, as OpenAPI 3.1',
      async handle() {
        // Asked for by people and tools now and then: loaded when it is.
        const { openApi } = await import('../openapi.ts');
        return (contract ??= jsonReply(200, openApi([...routes, ...own], version)));
      },
    },
  ];
  return own;
}
