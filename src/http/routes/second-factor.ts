/** The second factor: one's own; and what owners settle of it for the house and for others. */
import * as v from 'valibot';
import type { SecondFactor } from '../../app/people/second-factor.ts';
import { LIMITS } from '../../domain/limits.ts';
import { askerOf } from '../asker.ts';
import { preconditionOf } from '../if-match.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

const PATH = '/api/auth/second-factor';
const RULE_PATH = '/api/settings/second-factor';
const CODE = v.strictObject({ code: v.pipe(v.string(), v.maxLength(LIMITS.otpChars)) });
const RULE = v.strictObject({ required: v.boolean() });

export function ownSecondFactorRoutes(secondFactor: SecondFactor): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      access: 'any',
      summary: "How it stands with the asker's own second factor",
      handle: (request) => jsonReply(200, secondFactor.state(askerOf(request))),
    },
    {
      method: 'POST',
      path: PATH,
      access: 'any',
      asksForPassword: true,
      summary: 'Begins to set one up: the key for an authenticator app, shown this once',
      handle: (request) => jsonReply(200, secondFactor.begin(askerOf(request))),
    },
    {
      method: 'POST',
      path: `${PATH}/confirm`,
      access: 'any',
      asksForPassword: true,
      summary:
        "Turns it on, with the app's first code; answers the recovery codes, shown this once",
      body: CODE,
      async handle(request) {
        const { code } = await request.readJson(CODE);
        const recoveryCodes = await secondFactor.confirm(askerOf(request), code);
        return jsonReply(200, { recoveryCodes });
      },
    },
    {
      method: 'POST',
      path: `${PATH}/recovery-codes`,
      access: 'any',
      asksForPassword: true,
      summary: 'New recovery codes in place of the old ones, shown this once',
      async handle(request) {
        const recoveryCodes = await secondFactor.renewCodes(askerOf(request));
        return jsonReply(200, { recoveryCodes });
      },
    },
    {
      method: 'DELETE',
      path: PATH,
      access: 'any',
      asksForPassword: true,
      summary: "Turns the asker's own second factor off",
      async handle(request) {
        await secondFactor.turnOff(askerOf(request));
        return jsonReply(200, { success: true });
      },
    },
  ];
}

export function secondFactorRoutes(secondFactor: SecondFactor): Route[] {
  const rule: Editable = {
    members: () => ({ required: secondFactor.rule().required }),
    events: ['second_factor_changed'],
  };
  return [
    {
      method: 'DELETE',
      path: '/api/users/{userId}/second-factor',
      access: 'users:full',
      summary: 'Takes the second factor away from who has lost it',
      async handle(request) {
        const id = paramOf(request.params, 'userId');
        return jsonReply(200, {
          success: true,
          wasOn: await secondFactor.reset(askerOf(request), id),
        });
      },
    },
    {
      method: 'GET',
      path: RULE_PATH,
      access: 'settings:read',
      summary: 'Whether the house asks everybody for a second factor',
      editable: rule,
      handle: () => jsonReply(200, secondFactor.rule()),
    },
    {
      method: 'PUT',
      path: RULE_PATH,
      access: 'settings:full',
      summary:
        'Asks everybody for a second factor, or no longer: who has none can then only set one up',
      body: RULE,
      editable: rule,
      async handle(request) {
        const { required } = await request.readJson(RULE);
        await secondFactor.setRule(askerOf(request), required, preconditionOf(request));
        return jsonReply(200, secondFactor.rule());
      },
    },
  ];
}
