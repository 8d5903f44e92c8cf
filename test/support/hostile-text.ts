/** Texts that do something where they are shown: by a list of our own, not that of the code under test. */
/** What each does is in the name. */
export const HOSTILE = {
  colours: '\u001b[31m',
  'clears the screen': '\u001b[2J',
  'a title of the window': '\u001b]0;evil\u0007',
  'C1 of eight bits': '\u009b31m',
  'next line': '\u0085',
  'a line of its own': '\nFORGED line',
  'back to the start of the line': '\rFORGED line',
  deletes: '\u007f\u0008',
  'ends the text': '\u0000',
  'turns the line around': '\u202eevil\u202c',
  isolates: '\u2066evil\u2069',
  'right to left': '\u200f\u200e\u061c',
  'separates lines': '\u2028FORGED line',
  'separates paragraphs': '\u2029FORGED line',
  'has no width': '\u200b\u2060\ufeff',
  'hides what it says': '\u{e0041}\u{e0042}',
  'is half a pair': '\ud800',
  'is a filler': '\u3164\u115f',
  'is no character': '\uffff',
} as const;

/** None of these may come to a terminal. */
const ACTS =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffff]|[\u{e0000}-\u{e0fff}]|\p{Cs}/u;

/** What a text that was written to a terminal does there; undefined where it is only read. */
export function deedOf(written: string): string | undefined {
  const [found] = ACTS.exec(written) ?? [];
  if (found !== undefined)
    return `writes ${JSON.stringify(found)} U+${found.codePointAt(0)?.toString(16)}`;
  return written.split('\n').some((line) => line.startsWith('FORGED'))
    ? 'begins a line'
    : undefined;
}
