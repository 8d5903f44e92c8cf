import type { Principal } from '../app/principal.ts';
import type { Request } from './exchange.ts';

/** Who asks on a route that is not open: the pipeline lets nobody else in. */
export function askerOf({ principal, path }: Request): Principal {
  if (principal === undefined) throw new Error(`${path} was asked by nobody`);
  return principal;
}
