/**
 * Which characters may stand in what people and devices name, and how a text that may have others is shown: a name must
 * not move a terminal's cursor, turn a line around, begin a line of its own, or look like another name.
 */

/**
 * Controls (C0, DEL, C1), what sets the direction of writing, separators of lines and paragraphs, and all that is shown
 * as nothing: zero-width and unassigned characters, halves of pairs, tags. Persian, Indic scripts and emoji are written
 * with joiners and variation selectors, so those may stand.
 */
const HIDDEN = String.raw`(?![\u200C\u200D\uFE0E\uFE0F])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`;
const FIRST_HIDDEN = new RegExp(HIDDEN, 'u');
const EVERY_HIDDEN = new RegExp(HIDDEN, 'gu');
/** Most texts by far: they are not looked at more closely. */
const PLAIN = /^[ -~]*$/;
/** Nothing but blanks and joiners is no name. */
const SEEN = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

const hexOf = (code: number) => code.toString(16).padStart(4, '0');

/** As JSON writes what it must not have in a text: such as `\u001b`. */
const escaped = (character: string) =>
  character.replaceAll(/[^]/g, (half) => `\\u${hexOf(half.charCodeAt(0))}`);

/** The text with an escape in place of each character that must not be shown as it is; JSON means the same after it. */
export const visible = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(EVERY_HIDDEN, escaped);

/** As much of a text as is kept of what a client says of itself, as it is shown. */
export const shortened = (text: string, maxChars: number): string =>
  visible(text.slice(0, maxChars)).slice(0, maxChars);

/** Why a text cannot be a name, to be read after the name of the field; undefined where it can. */
export function nameFault(text: string): string | undefined {
  const [hidden] = FIRST_HIDDEN.exec(text) ?? [];
  if (hidden !== undefined) {
    const code = hexOf(hidden.codePointAt(0) ?? 0).toUpperCase();
    return `must not have control or invisible characters (U+${code})`;
  }
  return SEEN.test(text) ? undefined : 'must have a character that can be seen';
}

/** Pieces of a text with blanks between them, in lines; a piece that is longer than a line has one of its own. */
export function filled(pieces: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + piece.length > columns) lines.push(piece);
    else lines[lines.length - 1] = `${last} ${piece}`;
  }
  return lines;
}

export const wrapped = (text: string, columns: number): string[] =>
  filled(text.split(' '), columns);
