import { USER_CHANGE, USER_REQUEST } from '../../app/people/account-requests.ts';
import type { Accounts } from '../../app/people/accounts.ts';
import { askerOf } from '../asker.ts';
import { preconditionOf } from '../if-match.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

export function userRoutes(accounts: Accounts): Route[] {
  const editable: Editable = {
    members: ({ userId = '' }) => accounts.editable(userId),
    events: ['user_changed', 'password_changed', 'user_created'],
    param: 'userId',
  };
  return [
    {
      method: 'GET',
      path: '/api/users',
      access: 'users:read',
      summary: 'The people of the house',
      handle() {
        const views = accounts.list();
        return jsonReply(200, { users: views, metadata: { count: views.length } });
      },
    },
    {
      method: 'POST',
      path: '/api/users',
      isCreation: true,
      access: 'users:full',
      summary: 'Adds a person',
      body: USER_REQUEST,
      async handle(request) {
        const wanted = await request.readJson(USER_REQUEST);
        return jsonReply(201, { user: await accounts.create(askerOf(request), wanted) });
      },
    },
    {
      method: 'GET',
      path: '/api/users/{userId}',
      access: 'users:read',
      summary: 'One person',
      editable,
      handle: ({ params }) => jsonReply(200, { user: accounts.find(paramOf(params, 'userId')) }),
    },
    {
      method: 'PATCH',
      path: '/api/users/{userId}',
      access: 'users:full',
      summary:
        'Changes a person; a new password ends all their sessions, a role limits the tokens that stand under them',
      body: USER_CHANGE,
      editable,
      async handle(request) {
        const change = await request.readJson(USER_CHANGE);
        const id = paramOf(request.params, 'userId');
        const precondition = preconditionOf(request);
        const user = await accounts.change(askerOf(request), id, change, precondition);
        return jsonReply(200, { user });
      },
    },
    {
      method: 'DELETE',
      path: '/api/users/{userId}',
      access: 'users:full',
      summary: 'Removes a person, ends their sessions and revokes all tokens that stand under them',
      async handle(request) {
        const id = paramOf(request.params, 'userId');
        const tokensRevoked = await accounts.remove(askerOf(request), id);
        return jsonReply(200, { success: true, tokensRevoked });
      },
    },
  ];
}
