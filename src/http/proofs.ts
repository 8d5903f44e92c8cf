/**
 * What the credential of a header block proves, and for how long. A connection that repeats the very same block is not
 * asked again until a token or session changes or expires: the proof is kept with the block.
 */
import type { AuthResult, Client, Guard } from '../app/base/credential-ports.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import { HubError } from '../domain/errors.ts';
import { bindingOf, type PathBinding, type Surface } from '../domain/surface.ts';
import { refusalOf, type Grant } from './admission.ts';
import type { Request } from './exchange.ts';
import type { Head } from './head.ts';
import type { Target } from './path.ts';
import type { Incoming } from './request.ts';
import type { RouteMatch } from './router.ts';

/** What a header block has proved, kept in Head.memo. */
export interface Proof extends Grant {
  /** Where it counts: what opens one surface is nothing on another. */
  readonly surface: Surface;
  readonly epoch: number;
  readonly validUntilMs: number;
  readonly client: Client;
  readonly userAgent: string | undefined;
}

export type RefusedResult = Extract<AuthResult, { refused: unknown }>;

export interface Proofs {
  /** From now on this guard says who asks. */
  open(next: Guard): void;
  /** @throws HubError `not_found` (a path where nobody is let in), `invalid` (no one credential to be read) */
  prove(
    incoming: Incoming,
    target: Target,
    binding: PathBinding,
    client: Client,
  ): Proof | RefusedResult;
  /** Whether what was proved still holds. */
  stands(proof: Proof, nowMs: number): boolean;
  /** For the next request with the same block: nothing that the query had a part in. */
  keep(head: Head, query: string, proof: Proof): void;
  /** Whom the very same request would prove later on, while it would be let in. */
  askerNow(
    match: RouteMatch,
    incoming: Incoming,
    target: Target,
    proof: Proof,
  ): Request['askerNow'];
}

export function createProofs(parts: { clock: Clock; guard: Guard }): Proofs {
  const { clock } = parts;
  let { guard } = parts;

  function authenticate(
    { head, method }: Incoming,
    target: Target,
    { surface, path }: PathBinding,
    client: Client,
  ): AuthResult {
    if (surface === 'open') throw new HubError('not_found', 'Not found', { path: target.path });
    const { query } = target;
    return guard.authenticate({ surface, method, path, query, headers: head, client });
  }

  const stands = ({ epoch, validUntilMs }: Proof, nowMs: number) =>
    epoch === guard.epoch() && nowMs < validUntilMs;

  function isRefused(grant: Grant, match: RouteMatch, { method, head }: Incoming): boolean {
    try {
      return refusalOf(grant, match, { method, head, nowMs: clock.nowMs() }) !== undefined;
    } catch (error) {
      if (error instanceof HubError) return true;
      throw error;
    }
  }

  return {
    open(next) {
      guard = next;
    },
    prove(incoming, target, binding, client) {
      const { surface } = binding;
      const epoch = guard.epoch();
      const authResult = authenticate(incoming, target, binding, client);
      if ('refused' in authResult) return authResult;
      const { principal, isCookie = false } = authResult;
      const validUntilMs = principal.expiresAtMs ?? Infinity;
      const userAgent = incoming.head.get('user-agent');
      return { surface, epoch, validUntilMs, principal, isCookie, client, userAgent };
    },
    stands,
    keep(head, query, proof) {
      if (query === '') head.memo = proof;
    },
    askerNow(match, incoming, target, proof) {
      let last = proof;
      return () => {
        if (stands(last, clock.nowMs())) return last.principal;
        const epoch = guard.epoch();
        const authResult = authenticate(incoming, target, bindingOf(target.path), proof.client);
        if ('refused' in authResult) return undefined;
        const { principal } = authResult;
        if (isRefused({ ...proof, principal }, match, incoming)) return undefined;
        last = { ...proof, epoch, principal, validUntilMs: principal.expiresAtMs ?? Infinity };
        return principal;
      };
    },
  };
}
