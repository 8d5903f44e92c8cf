/** What a person types for one of several: its id, or its name where nothing else is called so. */
import { HubError } from '../../domain/errors.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** As many ids as are told of a name that several have. */
const IDS_TOLD = 10;

/**
 * @param what they are, in the plural, and the command that lists them
 * @param text an id goes before a name; of names, one that is spelled just so before one in another case
 * @throws HubError `not_found`, or `conflict` with the ids where several are called so
 */
export function idNamed(
  { what, listedBy }: { readonly what: string; readonly listedBy: string },
  text: string,
  all: readonly Named[],
): string {
  if (all.some(({ id }) => id === text)) return text;
  const same = all.filter(({ name }) => name === text);
  const folded = text.toLowerCase();
  const named = same.length > 0 ? same : all.filter(({ name }) => name.toLowerCase() === folded);
  const [one, ...others] = named;
  if (one === undefined)
    throw new HubError('not_found', `none of the ${what} is "${text}"; ${listedBy} shows them`);
  if (others.length === 0) return one.id;
  const ids = named.slice(0, IDS_TOLD).map(({ id }) => id);
  const more = named.length > IDS_TOLD ? ` and ${named.length - IDS_TOLD} more` : '';
  throw new HubError(
    'conflict',
    `${named.length} of the ${what} are called "${text}": ${ids.join(', ')}${more}; nothing was done: name one by its id`,
  );
}
