import { TOKEN_CHANGE, TOKEN_REQUEST } from '../../app/tokens/token-request.ts';
import type { Tokens } from '../../app/tokens/tokens.ts';
import { HubError } from '../../domain/errors.ts';
import { askerOf } from '../asker.ts';
import { preconditionOf } from '../if-match.ts';
import type { Request } from '../exchange.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

const idOf = ({ params }: Request) => paramOf(params, 'tokenId');

/** @param refuseUnknownZones throws HubError `invalid` for a zone that the house does not have */
export function tokenRoutes(
  tokens: Tokens,
  refuseUnknownZones: (zoneIds: readonly string[]) => void,
): Route[] {
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
      isCreation: true,
      access: 'tokens:full',
      summary: 'Makes a token; its text is in this answer and nowhere else',
      body: TOKEN_REQUEST,
      async handle(request) {
        const wanted = await request.readJson(TOKEN_REQUEST);
        refuseUnknownZones(wanted.zones ?? []);
        return jsonReply(201, { token: await tokens.create(askerOf(request), wanted) });
      },
    },
    {
      method: 'GET',
      path: '/api/tokens/self',
      access: 'any',
      summary: 'The token that asks: what it may do, and until when',
      handle(request) {
        const { id, kind } = askerOf(request);
        if (kind !== 'token') throw new HubError('not_found', 'This is asked without a token');
        // Whom it stands under is for who may see all tokens.
        return jsonReply(200, { token: { ...tokens.show(id), under: undefined } });
      },
    },
    ...oneTokenRoutes(tokens),
  ];
}

function oneTokenRoutes(tokens: Tokens): Route[] {
  const editable: Editable = {
    members: ({ tokenId = '' }) => tokens.editable(tokenId),
    events: ['token_changed', 'token_created'],
    param: 'tokenId',
  };
  return [
    {
      method: 'GET',
      path: '/api/tokens/{tokenId}',
      access: 'tokens:read',
      summary: 'One token, without its secret',
      editable,
      handle: (request) => jsonReply(200, { token: tokens.show(idOf(request)) }),
    },
    {
      method: 'GET',
      path: '/api/tokens/{tokenId}/usage',
      access: 'tokens:read',
      summary: 'Its last uses, and counts per day and status',
      handle: (request) => jsonReply(200, tokens.usage(idOf(request))),
    },
    {
      method: 'PATCH',
      path: '/api/tokens/{tokenId}',
      access: 'tokens:full',
      summary: 'Renames a token, disables it, or enables it again',
      body: TOKEN_CHANGE,
      editable,
      async handle(request) {
        const change = await request.readJson(TOKEN_CHANGE);
        const [id, precondition] = [idOf(request), preconditionOf(request)];
        const token = await tokens.change(askerOf(request), id, change, precondition);
        return jsonReply(200, { token });
      },
    },
    {
      method: 'POST',
      path: '/api/tokens/{tokenId}/rotate',
      isCreation: true,
      access: 'tokens:full',
      summary:
        'A new secret for the same token, which stands under the asker from now on; the old one fails',
      handle: async (request) =>
        jsonReply(201, { token: await tokens.rotate(askerOf(request), idOf(request)) }),
    },
    {
      method: 'DELETE',
      path: '/api/tokens/{tokenId}',
      access: 'tokens:full',
      summary:
        'Revokes a token and all that stand under it: the next request with any of them fails',
      async handle(request) {
        const tokensRevoked = await tokens.revoke(askerOf(request), idOf(request));
        return jsonReply(200, { success: true, tokensRevoked });
      },
    },
  ];
}
