import { TOKEN_REQUEST, type Tokens } from '../../app/tokens.ts';
import { HubError } from '../../domain/errors.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export function tokenRoutes(tokens: Tokens): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/tokens',
      access: 'tokens:read',
      summary: 'All API tokens, without their secrets',
      handle() {
        const views = tokens.list();
        return jsonReply(200, { tokens: views, metadata: { count: views.length } });
      },
    },
    {
      method: 'POST',
      path: '/api/tokens',
      access: 'tokens:full',
      summary: 'Makes a token; its text is in this answer and nowhere else',
      body: TOKEN_REQUEST,
      async handle(request) {
        const { principal } = request;
        if (principal === undefined) throw new HubError('forbidden', 'a token needs a maker');
        const wanted = await request.readJson(TOKEN_REQUEST);
        return jsonReply(201, { token: await tokens.create(principal, wanted) });
      },
    },
    {
      method: 'GET',
      path: '/api/tokens/{tokenId}',
      access: 'tokens:read',
      summary: 'One token, without its secret',
      handle: ({ params }) => jsonReply(200, { token: tokens.show(params['tokenId'] ?? '') }),
    },
    {
      method: 'DELETE',
      path: '/api/tokens/{tokenId}',
      access: 'tokens:full',
      summary: 'Revokes a token: the next request with it fails',
      async handle({ params }) {
        await tokens.revoke(params['tokenId'] ?? '');
        return jsonReply(200, { success: true });
      },
    },
  ];
}
