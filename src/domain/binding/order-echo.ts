/** What a machine shows of an order: at one named place, or at several together. */
import { holds } from './condition.ts';
import type { OrderEcho } from './order.ts';
import type { MappedValue } from './place.ts';

export interface EchoSaid {
  readonly value: MappedValue;
  /** Monotonic. */
  readonly atMs: number;
}

/** The names of the places that show it. */
export const echoNames = (echo: OrderEcho): readonly string[] =>
  'cases' in echo ? [...new Set(echo.cases.flatMap((one) => Object.keys(one.if)))] : [echo.place];

/** What it shows now. Of several places the newest word makes it so: what does not change may say nothing. */
export function echoSaid(
  echo: OrderEcho,
  at: (name: string) => EchoSaid | undefined,
): EchoSaid | undefined {
  if (!('cases' in echo)) return at(echo.place);
  const one = echo.cases.find((each) => holds(each.if, (name) => at(name)?.value));
  if (one === undefined) return undefined;
  const agesMs = Object.keys(one.if).map((name) => at(name)?.atMs ?? -Infinity);
  return { value: one.then, atMs: Math.max(...agesMs) };
}
