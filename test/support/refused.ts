/** For assert.throws and assert.rejects: what the hub refused, and how. */
import { HubError, type ErrorCode } from '../../src/domain/errors.ts';

export const refusedAs =
  (code: ErrorCode, context: object = {}) =>
  (error: unknown) =>
    error instanceof HubError &&
    error.code === code &&
    Object.entries(context).every(([name, value]) => error.context[name] === value);
