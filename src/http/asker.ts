import { doerOf as doerBehind, type Principal } from '../app/base/principal.ts';
import { programOf } from '../domain/agent.ts';
import type { Doer, Origin } from '../domain/doer.ts';
import type { Request } from './exchange.ts';

/** A principal as it stands whenever it is looked at, together with where this request of it comes from. */
class Asker implements Principal {
  readonly #principal: Principal;
  readonly #request: Request;

  constructor(principal: Principal, request: Request) {
    this.#principal = principal;
    this.#request = request;
  }

  get id(): string {
    return this.#principal.id;
  }
  get kind(): Principal['kind'] {
    return this.#principal.kind;
  }
  get name(): Principal['name'] {
    return this.#principal.name;
  }
  get permissions(): Principal['permissions'] {
    return this.#principal.permissions;
  }
  get isPanel(): Principal['isPanel'] {
    return this.#principal.isPanel;
  }
  get zones(): Principal['zones'] {
    return this.#principal.zones;
  }
  get expiresAtMs(): Principal['expiresAtMs'] {
    return this.#principal.expiresAtMs;
  }
  get sessionId(): Principal['sessionId'] {
    return this.#principal.sessionId;
  }
  get passwordAtMs(): Principal['passwordAtMs'] {
    return this.#principal.passwordAtMs;
  }
  get pace(): Principal['pace'] {
    return this.#principal.pace;
  }
  get from(): Origin {
    const { sessionId } = this.#principal;
    const program = programOf(this.#request.header('user-agent'));
    return {
      address: this.#request.client.address,
      ...(program !== undefined && { program }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }
  noteUse(...use: Parameters<Principal['noteUse']>): void {
    this.#principal.noteUse(...use);
  }
}

/** Who asks on a route that is not open: the pipeline lets nobody else in. */
export function principalOf({ principal, path }: Request): Principal {
  if (principal === undefined) throw new Error(`${path} was asked by nobody`);
  return principal;
}

/** The same, with where it asks from: for what is recorded. */
export const askerOf = (request: Request): Principal => new Asker(principalOf(request), request);

/** Who does what this request asks for, as records say it. */
export const doerOf = (request: Request): Doer => doerBehind(askerOf(request));
