/** Putting the hub back to a backup: sent, looked at, decided on. By an owner, or who has the setup code of a new hub. */
import * as v from 'valibot';
import { RESTORE_CHOICE, type Restoring } from '../../app/backup/restoring.ts';
import type { Accounts } from '../../app/people/accounts.ts';
import { strangerAt, type Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { doerOf } from '../asker.ts';
import type { Request } from '../exchange.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

const PASSPHRASE = v.strictObject({
  passphrase: v.pipe(v.string(), v.maxLength(LIMITS.passwordMaxBytes)),
});

/** @param restoring loaded when it is first needed */
export function restoreRoutes(
  restoring: () => Promise<Restoring>,
  accounts: Pick<Accounts, 'hasOwner' | 'proveSetup'>,
): Route[] {
  /** Comes before the body is read: strangers must not fill the disk. */
  async function prove(request: Request): Promise<Doer> {
    const { principal, client } = request;
    if (principal === undefined) {
      await accounts.proveSetup(request.header('x-setup-code'), client, 'putting a backup back');
      return strangerAt(client.address);
    }
    // A backup has people and tokens of its own: who puts one back could give themselves anything.
    if (principal.kind !== 'session')
      throw new HubError('forbidden', 'an owner who is signed in has to do this, and no token');
    return doerOf(request);
  }

  const shared = {
    access: 'backup:full',
    isOpenNow: () => !accounts.hasOwner(),
  } as const;
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/restore',
      summary: 'How far putting a backup back is. Before the first owner it takes X-Setup-Code',
      async handle(request) {
        await prove(request);
        return jsonReply(200, (await restoring()).view());
      },
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/restore',
      isPaced: true,
      isFile: true,
      isCreation: true,
      summary: 'Takes a backup, which is read to its end; nothing is changed by it yet',
      async handle(request) {
        await prove(request);
        const bytes = await request.readFile(LIMITS.restoreUploadBytes);
        return jsonReply(201, await (await restoring()).take(bytes));
      },
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/restore/passphrase',
      isPaced: true,
      summary: 'Opens one that is sealed',
      body: PASSPHRASE,
      async handle(request) {
        await prove(request);
        const { passphrase } = await request.readJson(PASSPHRASE);
        return jsonReply(200, await (await restoring()).open(passphrase));
      },
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/restore/start',
      summary: 'Puts it back: the hub starts anew, and everybody signs in anew',
      body: RESTORE_CHOICE,
      async handle(request) {
        const doer = await prove(request);
        const choice = await request.readJson(RESTORE_CHOICE);
        const mayStill = () =>
          request.principal === undefined ? !accounts.hasOwner() : request.askerNow() !== undefined;
        return jsonReply(200, await (await restoring()).start(choice, { doer, mayStill }));
      },
    },
    {
      ...shared,
      method: 'DELETE',
      path: '/api/restore',
      summary: 'Gives it up',
      async handle(request) {
        await prove(request);
        return jsonReply(200, await (await restoring()).drop());
      },
    },
  ];
}
