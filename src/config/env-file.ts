/**
 * Reads a file of settings as systemd reads an EnvironmentFile, so that hub and command line see the same in it:
 * comments, quotes, escapes, and lines that go on. What is no assignment is passed over.
 */

/** A comment, an assignment, or a line that is neither. A value is quoted parts first, then plain text to the line's end. */
const ENTRY =
  /[ \t\n\r]*(?:[#;][^\n\r]*|(?<key>[^ \t\n\r#;][^=\n\r]*)(?:=(?<quoted>(?:[ \t]*(?:'[^']*'?|"(?:\\[^]|[^"\\])*"?))*)[ \t]*(?<plain>(?:\\[^]?|[^\\\n\r])*))?)/y;
const QUOTED = /'(?<single>[^']*)'?|"(?<double>(?:\\[^]|[^"\\])*)"?/g;

/** A backslash stays before what it means nothing to, as in a shell. */
function unquoted(parts: string): string {
  const texts = [...parts.matchAll(QUOTED)].map(({ groups }) =>
    (groups?.['double'] ?? '')
      .replaceAll(/\\(?:\n|(["\\`$]))/g, '$1')
      .concat(groups?.['single'] ?? ''),
  );
  return texts.join('');
}

/** Blanks at the end count where the last of them is escaped. */
function unescaped(plain: string): string {
  const chars: string[] = plain.match(/\\[^]?|[^]/gu) ?? [];
  while (/^[ \t]$/.test(chars.at(-1) ?? '')) chars.pop();
  return chars.map((char) => char.replace(/^\\[\n\r]?/, '')).join('');
}

/** @returns variable → its last value */
export function parseEnvFile(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  ENTRY.lastIndex = 0;
  for (let entry = ENTRY.exec(text); entry !== null; entry = ENTRY.exec(text)) {
    const { key, quoted, plain } = entry.groups ?? {};
    if (key !== undefined && quoted !== undefined)
      found[key.trimEnd()] = unquoted(quoted) + unescaped(plain ?? '');
  }
  return found;
}
