/** Whether what reads a text takes no longer than in proportion to its length, whatever is in it. */

const SMALL_CHARS = 4 * 1024;
const LARGE_CHARS = 16 * 1024;
/** Four times as long, and half as much again for what a machine does besides. */
const FACTOR_MAX = 6;
/** What costs less with the large text stops nothing, and is measured badly: a collection of garbage is as long. */
const FLOOR_MS = 4;
/** The shortest run counts: garbage was collected, or code compiled, during the others. */
const RUNS_MIN = 2;
const RUNS_MAX = 40;
/** What takes so long in so many of them has no need of more. */
const SURE_MS = 50;
const RUNS_OF_SURE = 8;

/** Reads the text; what it throws is its own affair. */
export type Reader = (text: string) => unknown;

/** A text of about so many characters. */
export type Shape = (chars: number) => string;

/** Of the processor: on a busy machine time passes by itself. */
async function costMs(read: Reader, text: string): Promise<number> {
  const before = process.cpuUsage();
  try {
    await read(text);
  } catch {
    // It was refused.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** What a large text costs and what a small one, where that is out of proportion time and again. */
export async function excessOf(
  read: Reader,
  shape: Shape,
): Promise<{ readonly smallMs: number; readonly largeMs: number } | undefined> {
  const [small, large] = [shape(SMALL_CHARS), shape(LARGE_CHARS)];
  let [smallMs, largeMs] = [Infinity, Infinity];
  for (let run = 0; run < RUNS_MAX; run++) {
    largeMs = Math.min(largeMs, await costMs(read, large));
    if (largeMs < FLOOR_MS) return undefined;
    smallMs = Math.min(smallMs, await costMs(read, small));
    if (run + 1 >= RUNS_MIN && largeMs <= FACTOR_MAX * smallMs) return undefined;
    if (run + 1 >= RUNS_OF_SURE && largeMs > SURE_MS) break;
  }
  return { smallMs, largeMs };
}

/** What readers of texts stumble over, where it stands again and again. */
const COMMON = [
  ' ',
  '\t',
  ',',
  ';',
  '=',
  '"',
  '%',
  '.',
  ':',
  '/',
  '-',
  '_',
  '0',
  'a',
  'A',
  '@',
  '\\',
  '[',
  '(',
  '%41',
  ', ',
  ' ,',
  '; ',
  ' ;',
  '=a',
  'a.',
  '""',
  '",',
  '\u0301\u0327',
  'é',
];

/** Each word and each mark of a text. */
const piecesOf = (text: string): string[] => text.match(/\w+|\W/g) ?? [];

/**
 * Texts that begin like a good one, go on with one thing over and over, and may end in something else: near-matches at
 * each place of it.
 */
export function shapesOf(good: string): Map<string, Shape> {
  const pieces = piecesOf(good);
  const starts = ['', ...pieces.map((_, at) => pieces.slice(0, at + 1).join(''))];
  const pairs = pieces.slice(1).map((piece, at) => `${pieces[at] ?? ''}${piece}`);
  const units = new Set([...COMMON, ...pieces, ...pairs, good].filter((unit) => unit !== ''));
  const shapes = new Map<string, Shape>();
  for (const start of starts)
    for (const unit of units)
      for (const end of ['', '\u0000'])
        shapes.set(
          `${JSON.stringify(start)}, ${JSON.stringify(unit)} over and over, ${JSON.stringify(end)}`,
          (chars) => `${start}${unit.repeat(Math.ceil(chars / unit.length))}${end}`,
        );
  return shapes;
}

/** JSON, well-formed and not, that is deep, long, full of members or of escapes. */
export const JSON_SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['nested lists', (chars) => '['.repeat(chars / 2) + ']'.repeat(chars / 2)],
  ['lists without an end', (chars) => '['.repeat(chars)],
  ['nested objects', (chars) => `${'{"a":'.repeat(chars / 6)}1${'}'.repeat(chars / 6)}`],
  ['objects without an end', (chars) => '{"a":'.repeat(chars / 5)],
  ['both, nested', (chars) => `${'[{"a":'.repeat(chars / 8)}1${'}]'.repeat(chars / 8)}`],
  ['nested in a member', (chars) => `{"a":${'['.repeat(chars / 2)}${']'.repeat(chars / 2)}}`],
  ['a long text', (chars) => `{"mode":"${'x'.repeat(chars)}"}`],
  ['a text without an end', (chars) => `{"mode":"${'x'.repeat(chars)}`],
  ['escapes', (chars) => `{"mode":"${'\\n'.repeat(chars / 2)}"}`],
  ['backslashes', (chars) => `{"mode":"${'\\\\'.repeat(chars / 2)}"}`],
  ['quotation marks', (chars) => `{"mode":"${'\\"'.repeat(chars / 2)}"}`],
  ['escaped letters', (chars) => `{"mode":"${'\\u0041'.repeat(chars / 6)}"}`],
  ['a long name', (chars) => `{"${'x'.repeat(chars)}":1}`],
  ['an escaped name', (chars) => `{"${'\\u0041'.repeat(chars / 6)}":1}`],
  ['members', (chars) => `{${Array.from({ length: chars / 10 }, (_, i) => `"k${i}":1`).join()}}`],
  ['one member again', (chars) => `{"a":[${'{"a":1,"a":1},'.repeat(chars / 14)}1]}`],
  ['objects with a member', (chars) => `{"a":[${'{"a":1},'.repeat(chars / 8)}1]}`],
  ['empty objects', (chars) => `{"entries":[${'{},'.repeat(chars / 3)}{}]}`],
  ['empty texts', (chars) => `{"entries":[${'"",'.repeat(chars / 3)}1]}`],
  ['numbers', (chars) => `{"entries":[${'1,'.repeat(chars / 2)}1]}`],
  ['numbers with a fault behind', (chars) => `[${'1,'.repeat(chars / 2)}]`],
  ['faulty days', (chars) => `{"entries":[{"days":[${'1,'.repeat(chars / 2)}1],"at":"06:00"}]}`],
  ['digits', (chars) => `{"tempHeatSetC":${'1'.repeat(chars)}}`],
  ['decimals', (chars) => `{"tempHeatSetC":2.${'1'.repeat(chars)}}`],
  ['blanks', (chars) => `{${' '.repeat(chars)}}`],
  ['line feeds', (chars) => `${'\n'.repeat(chars)}{}`],
  ['minus signs', (chars) => '-'.repeat(chars)],
  ['commas', (chars) => `{${','.repeat(chars)}}`],
]);
