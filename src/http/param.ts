import type { Request } from './exchange.ts';

/** What stands in the path for a part in braces; the route names it as its handler does. */
export const paramOf = (params: Request['params'], name: string): string => params[name] ?? '';
