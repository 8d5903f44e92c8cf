/** The route table, and finding a route by normalised path and method. */
import type { GenericSchema } from 'valibot';
import type { Permission } from '../domain/access.ts';
import { HubError } from '../domain/errors.ts';
import { bindingOf, type Surface } from '../domain/surface.ts';
import type { Reply, Request } from './exchange.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** Parts in braces match any one part: `/api/zones/{zoneId}`. A last part `{name*}` matches all that is left. */
  readonly path: string;
  /** What it takes to be let in: a permission, or any one of several. */
  readonly access: Permission | readonly Permission[] | 'any' | 'open';
  /** One line for people, in the OpenAPI text. */
  readonly summary: string;
  /** What the query may have: an object of texts, or of what is made of them. */
  readonly query?: GenericSchema;
  /** Answers 201 where it goes well. */
  readonly isCreation?: true;
  /** What the body has to be. */
  readonly body?: GenericSchema;
  /** Whether a token that is restricted to zones may ask here; `{zoneId}` is then one of its own. */
  readonly isZoned?: true;
  /** Whether a panel on the wall may ask here, too, without the permission. */
  readonly isForPanel?: true;
  /** Whether each address may ask only so often, since asking costs the hub much. */
  readonly isPaced?: true;
  /** Answers on any Host: health and firmware, which know nothing worth stealing (DESIGN.md section 4). */
  readonly anyHost?: true;
  handle(request: Request): Reply | Promise<Reply>;
}

export interface RouteMatch {
  readonly route: Route;
  /** Which credentials its path asks for. */
  readonly surface: Surface;
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

const isOpenRoute = ({ access }: Route) => access === 'open';

function wrongMethod(method: string, methods: ReadonlyMap<string, Route>): HubError {
  const allowed = [...methods.keys()].flatMap((name) =>
    name === 'GET' ? ['GET', 'HEAD'] : [name],
  );
  return new HubError('method_not_allowed', `${method.slice(0, 20)} is not possible here`, {
    allow: allowed.join(', '),
  });
}

export interface Router {
  /** The guarded route of a path without braces that is spelled just so: a lookup, no parsing. */
  exact(method: string, target: string): RouteMatch | undefined;
  /** Undefined where there is no such path. */
  find(method: string, path: string): PathMatch | undefined;
}

export function createRouter(routes: readonly Route[]): Router {
  const root = newNode();
  const exact = new Map<string, Map<string, RouteMatch>>();
  for (const route of routes) {
    insert(root, route);
    if (route.path.includes('{') || isOpenRoute(route)) continue;
    const methods = exact.get(route.path) ?? new Map<string, RouteMatch>();
    const { surface } = bindingOf(route.path);
    methods.set(route.method, { route, surface, params: NO_PARAMS });
    exact.set(route.path, methods);
  }

  function methodsOf(
    path: string,
  ): { methods: Map<string, Route>; params: Readonly<Record<string, string>> } | undefined {
    const params: Record<string, string> = Object.create(null) as Record<string, string>;
    let node = root;
    const parts = path.split('/').slice(1);
    for (const [index, part] of parts.entries()) {
      const next = node.parts.get(part);
      if (next !== undefined) node = next;
      else if (node.name !== undefined && part !== '') {
        params[node.name.key] = part;
        node = node.name.node;
      } else if (node.rest !== undefined) {
        params[node.rest.key] = parts.slice(index).join('/');
        return { methods: node.rest.methods, params };
      } else return undefined;
    }
    return node.methods.size > 0 ? { methods: node.methods, params } : undefined;
  }

  return {
    exact: (method, target) => exact.get(target)?.get(method),
    find(method, path) {
      const found = methodsOf(path);
      if (found === undefined) return undefined;
      const { methods, params } = found;
      // HEAD is GET without the body, which the server leaves out.
      const route = methods.get(method === 'HEAD' ? 'GET' : method);
      return {
        // A method that there is not has the answer of the others.
        isOpen: route === undefined ? [...methods.values()].every(isOpenRoute) : isOpenRoute(route),
        match() {
          if (route === undefined) throw wrongMethod(method, methods);
          return { route, params, surface: bindingOf(route.path).surface };
        },
      };
    },
  };
}
