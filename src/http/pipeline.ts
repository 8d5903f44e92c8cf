/**
 * From a request to its reply, as one function of values: host, path, guard, route, right, handler, and every fault
 * turned into its answer. It opens no socket and reads no clock of its own. A path is decided on in one normal form, by
 * guard and router alike.
 */
import type { Client, Guard } from '../app/base/credential-ports.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { RequestMeter } from '../app/base/ports/http.ts';
import type { Refusals } from '../app/base/ports/journal.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { AddressPace } from '../app/people/address-pace.ts';
import type { StrangerPace } from '../app/people/stranger-pace.ts';
import type { AddressRange } from '../domain/address.ts';
import { HubError } from '../domain/errors.ts';
import type { PathBinding } from '../domain/surface.ts';
import { refusalOf } from './admission.ts';
import { badCredentialReply } from './challenge.ts';
import { createClientOf } from './client.ts';
import type { Reply } from './exchange.ts';
import { createFailures } from './failures.ts';
import type { Head } from './head.ts';
import type { HostPolicy } from './host.ts';
import { refuseForeignOrigin } from './origin.ts';
import type { Target } from './path.ts';
import { createProofs, type Proof, type RefusedResult } from './proofs.ts';
import { pacedReply, rateHeaders } from './rate-headers.ts';
import { withHeaders } from './reply.ts';
import { RoutedRequest, type Incoming } from './request.ts';
import type { RouteMatch, Router } from './router.ts';
import type { Trace } from './trace.ts';

export interface Pipeline {
  /** From now on requests are answered by these routes, for whom this guard lets in. */
  open(next: Pick<PipelineParts, 'router' | 'guard' | 'refusals'>): void;
  /** Never throws and never rejects: each fault has its answer. */
  handle(incoming: Incoming): Reply | Promise<Reply>;
}

export interface PipelineParts {
  readonly router: Router;
  readonly guard: Guard;
  readonly hostPolicy: HostPolicy;
  /** Proxies that are believed in who is behind them. */
  readonly trustedProxies: readonly AddressRange[];
  /** How often an address may ask for what is paced. */
  readonly addressPace: AddressPace;
  /** How fast those are answered who have shown no good credential. */
  readonly strangerPace: StrangerPace;
  /** Whether who asks is no stranger. @param cookies the `Cookie` header */
  readonly isKnown: (client: Client, cookies: string | undefined) => boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly meter: RequestMeter;
  readonly refusals: Refusals;
}

const NOBODY = () => undefined;

export function createPipeline(parts: PipelineParts): Pipeline {
  const clientOf = createClientOf(parts.trustedProxies);
  const { hostPolicy, addressPace, strangerPace, isKnown, clock, meter } = parts;
  const failures = createFailures({ clientOf, ...parts });
  const { noteRefusal, refused, failed } = failures;
  const proofs = createProofs(parts);
  let { router } = parts;

  /** Host and number of headers: what a block must satisfy before anything in it is believed. */
  function refuseBadHead(head: Head, anyHost: boolean): void {
    head.refuseTooMany();
    const host = head.single('host');
    if (!anyHost) hostPolicy(host);
  }

  function prove(
    incoming: Incoming,
    target: Target,
    binding: PathBinding,
    client: Client,
    trace: Trace,
  ): Proof | Reply {
    let proved: Proof | RefusedResult;
    try {
      proved = proofs.prove(incoming, target, binding, client);
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'invalid') throw error;
      return badCredentialReply(error);
    }
    return 'refused' in proved ? refused(proved, binding, incoming, client, trace) : proved;
  }

  /** The answer to who may come in, as far as this principal may. */
  function serve(
    match: RouteMatch,
    incoming: Incoming,
    target: Target,
    proof: Proof,
    trace: Trace,
  ): Reply | Promise<Reply> {
    trace.route = match.route.path;
    const { principal, client } = proof;
    const { method, head } = incoming;
    const pace = principal.pace?.();
    if (pace?.isAllowed === false) return pacedReply(pace, trace.nowMs);
    const refusal = refusalOf(proof, match, { method, head, nowMs: trace.nowMs });
    if (refusal !== undefined) {
      noteRefusal(incoming, 'forbidden', principal.id);
      return refusal;
    }
    const askerNow = proofs.askerNow(match, incoming, target, proof);
    const request = new RoutedRequest(incoming, target, match.params, client, askerNow, principal);
    const reply = match.route.handle(request);
    if (pace === undefined) return reply;
    const headers = rateHeaders(pace, trace.nowMs);
    return reply instanceof Promise
      ? reply.then((settled) => withHeaders(settled, headers))
      : withHeaders(reply, headers);
  }

  function serveOpen(
    { route, params }: RouteMatch,
    incoming: Incoming,
    target: Target,
    trace: Trace,
  ): Reply | Promise<Reply> {
    trace.route = route.path;
    const { head } = incoming;
    const client = (trace.client = clientOf(incoming.peerAddress, head));
    if (route.method !== 'GET') refuseForeignOrigin(head, false);
    if (route.isPaced === true) {
      const pace = addressPace(client.address, () => isKnown(client, head.get('cookie')));
      if (!pace.isAllowed) return pacedReply(pace, trace.nowMs);
    }
    return route.handle(new RoutedRequest(incoming, target, params, client, NOBODY));
  }

  /** The way of every request whose headers or path have not been seen before on its connection. */
  function handleInFull(incoming: Incoming, trace: Trace): Reply | Promise<Reply> {
    const { head, method } = incoming;
    const { target, binding, found } = router.locate(method, incoming.target);
    trace.path = target.path;
    const open = found?.isOpen === true ? found.match() : undefined;
    refuseBadHead(head, open?.route.anyHost === true);
    if (open !== undefined) return serveOpen(open, incoming, target, trace);
    const client = (trace.client = clientOf(incoming.peerAddress, head));
    const proof = prove(incoming, target, binding, client, trace);
    if (!('principal' in proof)) return proof;
    proofs.keep(head, target.query, proof);
    trace.proof = proof;
    incoming.noteProof?.();
    if (found === undefined) throw new HubError('not_found', 'Not found', { path: target.path });
    return serve(found.match(), incoming, target, proof, trace);
  }

  /** The way of a poller: the same headers again, a path spelled as in the table. Undefined where it is another's. */
  function handleRepeated(incoming: Incoming, trace: Trace): Reply | Promise<Reply> | undefined {
    const proof = incoming.head.memo as Proof | undefined;
    if (proof === undefined || !proofs.stands(proof, trace.nowMs)) return undefined;
    const place = router.exact(incoming.method, incoming.target);
    if (place?.binding.surface !== proof.surface) return undefined;
    const { target, match } = place;
    trace.path = target.path;
    trace.proof = proof;
    return serve(match, incoming, target, proof, trace);
  }

  /** The answer to a stranger, at once or when it is time. */
  function inItsTurn(
    reply: Reply,
    { peerAddress, head }: Incoming,
    trace: Trace,
  ): Reply | Promise<Reply> {
    const { address } = trace.client ?? clientOf(peerAddress, head);
    const waitMs = strangerPace(address);
    if (waitMs === 0) return reply;
    return new Promise((resolve) => void clock.after(waitMs, () => resolve(reply)));
  }

  function finish(reply: Reply, incoming: Incoming, trace: Trace): Reply | Promise<Reply> {
    const { status } = reply;
    const { proof, nowMs, path } = trace;
    meter.record(trace.route, status, clock.monotonicMs() - trace.startedMs);
    if (proof === undefined) return inItsTurn(reply, incoming, trace);
    const { userAgent, principal } = proof;
    const { address } = proof.client;
    const { method } = incoming;
    principal.noteUse({ atMs: nowMs, method, path, status, address, userAgent }, true);
    return reply;
  }

  return {
    open(next) {
      ({ router } = next);
      proofs.open(next.guard);
      failures.open(next.refusals);
    },
    handle(incoming) {
      const trace: Trace = {
        startedMs: clock.monotonicMs(),
        nowMs: clock.nowMs(),
        route: 'unknown',
        path: '',
        client: undefined,
        proof: undefined,
      };
      let reply: Reply | Promise<Reply>;
      try {
        reply = handleRepeated(incoming, trace) ?? handleInFull(incoming, trace);
      } catch (error) {
        reply = failed(error, incoming, trace);
      }
      if (!(reply instanceof Promise)) return finish(reply, incoming, trace);
      return reply
        .catch((error: unknown) => failed(error, incoming, trace))
        .then((settled) => finish(settled, incoming, trace));
    },
  };
}
