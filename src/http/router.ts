/** The route table, and finding a route by normalised path and method. */
import type { GenericSchema } from 'valibot';
import type { EditableMembers } from '../app/base/precondition.ts';
import type { Permission } from '../domain/access.ts';
import { HubError } from '../domain/errors.ts';
import type { EventType } from '../domain/event.ts';
import { bindingOf, type PathBinding } from '../domain/surface.ts';
import type { Reply, Request } from './exchange.ts';
import { normaliseTarget, type Target } from './path.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What stands behind the ETag of a path. */
export interface Editable {
  /** What can be changed there, always in one order. @throws HubError `not_found` */
  members(params: Request['params']): EditableMembers;
  /** The events that tell of a change of it. */
  readonly events: readonly EventType[];
  /** The part of the path that is those events' `objectId`; where absent, they have none. */
  readonly param?: string;
}

export interface Route {
  readonly method: Method;
  /** Parts in braces match any one part: `/api/zones/{zoneId}`. A last part `{name*}` matches all that is left. */
  readonly path: string;
  /** What it takes to be let in: a permission, or any one of several. */
  readonly access: Permission | readonly Permission[] | 'any' | 'open';
  /** Whether it is open for now, whatever `access` says: its handler asks for another proof then. */
  readonly isOpenNow?: () => boolean;
  /** Whether a session needs a password given lately for it, whatever `access` says. */
  readonly asksForPassword?: true;
  /** One line for people, in the OpenAPI text. */
  readonly summary: string;
  /** What the query may have: an object of texts, or of what is made of them. */
  readonly query?: GenericSchema;
  /** Answers 201 where it goes well. */
  readonly isCreation?: true;
  /** What the body has to be. */
  readonly body?: GenericSchema;
  /** Such a body, for the OpenAPI text. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** Whether the body is a file's bytes. */
  readonly isFile?: true;
  /** What its ETag is made of: of every PUT and PATCH, and of the GET of the same path. */
  readonly editable?: Editable;
  /** Whether the body is that of a form; it says the same as the query. */
  readonly isForm?: true;
  /** Whether a token that is restricted to zones may ask here; `{zoneId}` is then one of its own. */
  readonly isZoned?: true;
  /** Whether a panel on the wall may ask here, too, without the permission. */
  readonly isForPanel?: true;
  /** Whether each address may ask only so often, since asking costs the hub much. */
  readonly isPaced?: true;
  /** Answers on any Host: health alone, which knows nothing worth stealing. */
  readonly anyHost?: true;
  handle(request: Request): Reply | Promise<Reply>;
}

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** A path that there is, perhaps not with that method. */
export interface PathMatch {
  /** Whether what is asked for is open. */
  readonly isOpen: boolean;
  /** @throws HubError `method_not_allowed` */
  match(): RouteMatch;
}

interface Node {
  readonly parts: Map<string, Node>;
  name?: { readonly key: string; readonly node: Node };
  rest?: { readonly key: string; readonly methods: Map<string, Route> };
  readonly methods: Map<string, Route>;
}

const NO_PARAMS: Readonly<Record<string, string>> = Object.freeze({});
const newNode = (): Node => ({ parts: new Map(), methods: new Map() });

function insert(root: Node, route: Route): void {
  let node = root;
  for (const part of route.path.split('/').slice(1)) {
    const name = /^\{(?<key>\w+)(?<rest>\*)?\}$/.exec(part)?.groups;
    if (name?.['rest'] !== undefined) {
      node.rest ??= { key: name['key'] ?? '', methods: new Map() };
      node.rest.methods.set(route.method, route);
      return;
    }
    if (name === undefined) {
      const next = node.parts.get(part) ?? newNode();
      node.parts.set(part, next);
      node = next;
    } else {
      node.name ??= { key: name['key'] ?? '', node: newNode() };
      node = node.name.node;
    }
  }
  if (node.methods.has(route.method))
    throw new Error(`two routes for ${route.method} ${route.path}`);
  node.methods.set(route.method, route);
}

const isOpenRoute = ({ access, isOpenNow }: Route) => access === 'open' || isOpenNow?.() === true;

function wrongMethod(method: string, methods: ReadonlyMap<string, Route>): HubError {
  const allowed = [...methods.keys()].flatMap((name) =>
    name === 'GET' ? ['GET', 'HEAD'] : [name],
  );
  return new HubError('method_not_allowed', `${method.slice(0, 20)} is not possible here`, {
    allow: allowed.join(', '),
  });
}

/** What a request target stands for. */
export interface RoutePlace {
  readonly target: Target;
  readonly binding: PathBinding;
  /** Undefined where there is no such path. */
  readonly found: PathMatch | undefined;
}

/** The place of a route without braces that is always guarded. */
export interface ExactPlace extends RoutePlace {
  readonly match: RouteMatch;
}

export interface Router {
  /** Where the target is spelled just as in the table: a lookup, no parsing. */
  exact(method: string, target: string): ExactPlace | undefined;
  /** @throws HubError `invalid` where the target has no one reading */
  locate(method: string, target: string): RoutePlace;
}

interface Found {
  readonly methods: Map<string, Route>;
  readonly params: Readonly<Record<string, string>>;
}

function follow(root: Node, path: string): Found | undefined {
  let params: Record<string, string> | undefined;
  const setParam = (key: string, value: string) => {
    params ??= Object.create(null) as Record<string, string>;
    params[key] = value;
  };
  let node = root;
  const parts = path.split('/');
  for (let index = 1; index < parts.length; index++) {
    const part = parts[index] ?? '';
    const next = node.parts.get(part);
    if (next !== undefined) node = next;
    else if (node.name !== undefined && part !== '') {
      setParam(node.name.key, part);
      node = node.name.node;
    } else if (node.rest !== undefined) {
      setParam(node.rest.key, parts.slice(index).join('/'));
      return { methods: node.rest.methods, params: params ?? NO_PARAMS };
    } else return undefined;
  }
  return node.methods.size > 0 ? { methods: node.methods, params: params ?? NO_PARAMS } : undefined;
}

function pathMatch(method: string, { methods, params }: Found): PathMatch {
  // HEAD is GET without the body, which the server leaves out.
  const route = methods.get(method === 'HEAD' ? 'GET' : method);
  return {
    // A method that there is not has the answer of the others.
    isOpen: route === undefined ? [...methods.values()].every(isOpenRoute) : isOpenRoute(route),
    match() {
      if (route === undefined) throw wrongMethod(method, methods);
      return { route, params };
    },
  };
}

function exactPlace(route: Route): ExactPlace {
  const { path } = route;
  const binding = bindingOf(path);
  const match = { route, params: NO_PARAMS };
  const found = { isOpen: false, match: () => match };
  return { target: { path, query: '' }, binding, found, match };
}

export function createRouter(routes: readonly Route[]): Router {
  const root = newNode();
  const places = new Map<string, Map<string, ExactPlace>>();
  for (const route of routes) {
    insert(root, route);
    const mayBeOpen = route.access === 'open' || route.isOpenNow !== undefined;
    if (route.path.includes('{') || mayBeOpen) continue;
    const methods = places.get(route.path) ?? new Map<string, ExactPlace>();
    methods.set(route.method, exactPlace(route));
    places.set(route.path, methods);
  }
  const exact = (method: string, target: string) => places.get(target)?.get(method);

  return {
    exact,
    locate(method, text) {
      const place = exact(method, text);
      if (place !== undefined) return place;
      const target = normaliseTarget(text);
      const binding = bindingOf(target.path);
      const found = binding.isDeadEnd === true ? undefined : follow(root, binding.path);
      return { target, binding, found: found && pathMatch(method, found) };
    },
  };
}
