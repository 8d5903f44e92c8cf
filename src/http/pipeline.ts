/**
 * From a request to its reply, as one function of values: host, path, guard, route, right, handler, and every fault
 * turned into its answer. It opens no socket and reads no clock of its own.
 *
 * A connection that repeats the very same header block is not asked to prove it again: what the block proved is kept
 * with it until a token changes or expires. A path is decided on in one normal form, by guard and router alike.
 */
import type { GenericSchema, InferOutput } from 'valibot';
import type { Client, Guard, Verdict } from '../app/credential-ports.ts';
import type { Clock, Log, Random, RequestMeter } from '../app/ports.ts';
import type { Principal } from '../app/principal.ts';
import { HubError } from '../domain/errors.ts';
import { bindingOf } from '../domain/surface.ts';
import type { BodySource } from './body-source.ts';
import { forbiddenReply, unauthorizedReply } from './challenge.ts';
import type { Reply, Request } from './exchange.ts';
import type { Head } from './head.ts';
import type { HostPolicy } from './host.ts';
import { normaliseTarget, type Target } from './path.ts';
import { errorReply, internalErrorReply } from './reply.ts';
import type { RouteMatch, Router } from './router.ts';

/** A request as it came off the wire. */
export interface Incoming extends BodySource {
  readonly method: string;
  readonly target: string;
  readonly head: Head;
}

export interface Pipeline {
  /** From now on requests are answered by these routes, for whom this guard lets in. */
  open(router: Router, guard: Guard): void;
  /** Never throws and never rejects: each fault has its answer. */
  handle(incoming: Incoming): Reply | Promise<Reply>;
}

/** What a header block has proved, kept in Head.memo. */
interface Proof {
  readonly epoch: number;
  readonly validUntilMs: number;
  readonly principal: Principal;
}

/** Everything below needs a credential, also where there is nothing: what exists is nobody's business. */
const GUARDED = /^\/(?:api|v1|prometheus)(?:\/|$)/;

const CLIENT: Client = { address: '127.0.0.1', isLocal: true, isSecure: false };

class RoutedRequest implements Request {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly params: Readonly<Record<string, string>>;
  readonly client = CLIENT;
  readonly principal: Principal | undefined;
  readonly #incoming: Incoming;

  constructor(
    incoming: Incoming,
    path: string,
    query: string,
    match: RouteMatch,
    principal: Principal | undefined,
  ) {
    this.#incoming = incoming;
    this.method = incoming.method;
    this.path = path;
    this.query = query;
    this.params = match.params;
    this.principal = principal;
  }

  header(name: string): string | undefined {
    return this.#incoming.head.get(name);
  }

  async readJson<Schema extends GenericSchema>(schema: Schema): Promise<InferOutput<Schema>> {
    // Parsers and schemas are loaded with the first body: a hub listens sooner without them.
    const { readJsonBody } = await import('./body.ts');
    return readJsonBody(this.#incoming.head, this.#incoming, schema);
  }
}

export function createPipeline(deps: {
  router: Router;
  guard: Guard;
  hostPolicy: HostPolicy;
  clock: Clock;
  random: Random;
  log: Log;
  meter: RequestMeter;
}): Pipeline {
  const { hostPolicy, clock, random, log, meter } = deps;
  let { router, guard } = deps;

  function failed(error: unknown, incoming: Incoming, route: string): Reply {
    if (error instanceof HubError) return errorReply(error);
    const requestId = Buffer.from(random.bytes(8)).toString('hex');
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error('request failed', { requestId, method: incoming.method, route, stack });
    return internalErrorReply(requestId);
  }

  /** Host and number of headers: what a block must satisfy before anything in it is believed. */
  function refuseBadHead(head: Head, anyHost: boolean): void {
    head.refuseTooMany();
    const host = head.single('host');
    if (!anyHost) hostPolicy(host);
  }

  function prove(incoming: Incoming, { path, query }: Target, nowMs: number): Verdict {
    const { head, method } = incoming;
    const epoch = guard.epoch();
    const { surface } = bindingOf(path);
    if (surface === 'open') return { refused: 'missing' };
    const verdict = guard.authenticate({
      ...{ surface, method, path, query, headers: head },
      client: CLIENT,
    });
    if ('principal' in verdict) {
      const { principal } = verdict;
      const proof: Proof = { epoch, principal, validUntilMs: principal.expiresAtMs ?? Infinity };
      if (nowMs < proof.validUntilMs) head.memo = proof;
    }
    return verdict;
  }

  function run(
    match: RouteMatch,
    incoming: Incoming,
    path: string,
    query: string,
    principal?: Principal,
  ) {
    return match.route.handle(new RoutedRequest(incoming, path, query, match, principal));
  }

  function admit(
    match: RouteMatch,
    incoming: Incoming,
    path: string,
    query: string,
    principal: Principal,
    nowMs: number,
  ) {
    principal.noteUse(
      {
        atMs: nowMs,
        method: incoming.method,
        path,
        status: 200,
        address: '',
        userAgent: undefined,
      },
      true,
    );
    const { access } = match.route;
    if (access !== 'any' && access !== 'open' && !principal.permissions.has(access))
      return forbiddenReply(access);
    return run(match, incoming, path, query, principal);
  }

  /** The way of every request whose headers or path have not been seen before on its connection. */
  function handleInFull(
    incoming: Incoming,
    nowMs: number,
  ): { reply: Reply | Promise<Reply>; route: string } {
    const { head, method } = incoming;
    const { path, query } = normaliseTarget(incoming.target);
    const isGuarded = GUARDED.test(path);
    const open = isGuarded ? undefined : router.find(method, path);
    refuseBadHead(head, open?.route.anyHost === true);
    if (!isGuarded) {
      if (open === undefined) throw new HubError('not_found', 'Not found', { path });
      return { reply: run(open, incoming, path, query), route: open.route.path };
    }
    const verdict = prove(incoming, { path, query }, nowMs);
    if ('refused' in verdict)
      return { reply: unauthorizedReply(verdict, head, path), route: 'unauthorized' };
    const match = router.find(method, path);
    if (match === undefined) throw new HubError('not_found', 'Not found', { path });
    return {
      reply: admit(match, incoming, path, query, verdict.principal, nowMs),
      route: match.route.path,
    };
  }

  /** The way of a poller: the same headers again, a path spelled as in the table. Undefined where it is another's. */
  function handleRepeated(incoming: Incoming, match: RouteMatch, nowMs: number) {
    const proof = incoming.head.memo as Proof | undefined;
    if (proof?.epoch !== guard.epoch() || nowMs >= proof.validUntilMs) return undefined;
    return admit(match, incoming, match.route.path, '', proof.principal, nowMs);
  }

  function settle(
    reply: Promise<Reply>,
    incoming: Incoming,
    route: string,
    startedMs: number,
  ): Promise<Reply> {
    return reply
      .catch((error: unknown) => failed(error, incoming, route))
      .then((settled) => {
        meter.record(route, settled.status, clock.monotonicMs() - startedMs);
        return settled;
      });
  }

  return {
    open(nextRouter, nextGuard) {
      router = nextRouter;
      guard = nextGuard;
    },
    handle(incoming) {
      const startedMs = clock.monotonicMs();
      const nowMs = clock.nowMs();
      let route = 'unknown';
      let reply: Reply | Promise<Reply>;
      try {
        const match = router.exact(incoming.method, incoming.target);
        const repeated = match === undefined ? undefined : handleRepeated(incoming, match, nowMs);
        if (match !== undefined && repeated !== undefined) {
          reply = repeated;
          route = match.route.path;
        } else {
          ({ reply, route } = handleInFull(incoming, nowMs));
        }
      } catch (error) {
        reply = failed(error, incoming, route);
      }
      if (reply instanceof Promise) return settle(reply, incoming, route, startedMs);
      meter.record(route, reply.status, clock.monotonicMs() - startedMs);
      return reply;
    },
  };
}
