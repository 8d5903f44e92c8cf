/** What becomes of a request that is refused or fails: its answer, and what the audit and the log are told of it. */
import type { Client } from '../app/base/credential-ports.ts';
import type { Refusals } from '../app/base/ports/journal.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import { HubError } from '../domain/errors.ts';
import type { PathBinding } from '../domain/surface.ts';
import { unauthorizedReply } from './challenge.ts';
import type { ClientOf } from './client.ts';
import type { Reply } from './exchange.ts';
import type { Proof, RefusedResult } from './proofs.ts';
import { errorReply, internalErrorReply } from './reply.ts';
import type { Incoming } from './request.ts';
import type { Trace } from './trace.ts';

/**
 * Whether a refusal is for the audit: a page of the internet that found its way here, another page's request, or
 * whoever is known and reaches for more. Where secrets are guessed, those who look at them tell of it.
 */
function isWorthKnowing({ code, context }: HubError, proof: Proof | undefined): boolean {
  if (code === 'misdirected') return true;
  return code === 'forbidden' && (proof !== undefined || context['field'] === 'origin');
}

export function createFailures(parts: {
  clientOf: ClientOf;
  random: Random;
  log: Log;
  refusals: Refusals;
}) {
  const { clientOf, random, log } = parts;
  let { refusals } = parts;

  /** @param principalId whose it was, where that is known */
  function noteRefusal(
    { peerAddress, head }: Incoming,
    reason: string,
    principalId?: string,
  ): void {
    refusals.note({ address: clientOf(peerAddress, head).address, reason, principalId });
  }

  /** The answer to a handler's fault, or to that of a check before it. */
  function failed(error: unknown, incoming: Incoming, { route, proof }: Trace): Reply {
    if (error instanceof HubError) {
      if (isWorthKnowing(error, proof)) noteRefusal(incoming, error.code, proof?.principal.id);
      return errorReply(error);
    }
    const requestId = Buffer.from(random.bytes(8)).toString('hex');
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error('request failed', { requestId, method: incoming.method, route, stack });
    return internalErrorReply(requestId);
  }

  /** The answer to who could not prove to be anybody, or not from there. */
  function refused(
    refusal: RefusedResult,
    { surface, path }: PathBinding,
    { head, method }: Incoming,
    client: Client,
    trace: Trace,
  ): Reply {
    trace.route = 'unauthorized';
    const principal = 'principal' in refusal ? refusal.principal : undefined;
    const reply =
      refusal.refused === 'address'
        ? errorReply(new HubError('forbidden', 'This token may not be used from this address'))
        : unauthorizedReply(refusal, { surface, path, head });
    const { status } = reply;
    const userAgent = head.get('user-agent');
    const { address } = client;
    principal?.noteUse(
      { atMs: trace.nowMs, method, path: trace.path, status, address, userAgent },
      false,
    );
    if (refusal.refused !== 'missing')
      refusals.note({
        address,
        reason: `credential_${refusal.refused}`,
        principalId: principal?.id,
      });
    return reply;
  }

  return {
    /** From now on refusals are told here. */
    open(next: Refusals): void {
      refusals = next;
    },
    noteRefusal,
    refused,
    failed,
  };
}
