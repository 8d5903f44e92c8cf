/** A URL without user name, password and query: one that may stand in a list of processes, a log and an answer. */

/** The text where it is such a URL of one of the protocols (each with its colon). */
export function plainUrl(text: string, protocols: readonly string[]): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname } = new URL(text);
  // A password in a URL would reach every list of processes and every log of the address. One with a slash in it ends
  // the host, and what follows would read as a path: so no @ stands anywhere.
  const isPlain = !/[@?#]|%40/.test(text);
  return protocols.includes(protocol) && hostname !== '' && isPlain ? text : undefined;
}

/** What was wanted where it is none. */
export const plainUrlWanted = (protocols: readonly string[]): string =>
  `a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}, without user name, password and query`;
