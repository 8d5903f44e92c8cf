/** Where the parts of the schematic stand, and how its pipes run. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Pipe {
  /** Which part's water it is: `source`, `tank`, `storage`, `circuit` or `room`, and the part's place among its kind. */
  readonly of: 'source' | 'tank' | 'storage' | 'circuit' | 'room';
  readonly index: number;
  /** Whether it goes from the source to where it is needed, or back. */
  readonly side: 'supply' | 'return';
  /** SVG path data, the way the water goes. */
  readonly path: string;
}

export interface SchematicLayout {
  readonly width: number;
  readonly height: number;
  /** The middle of the words on the weather. */
  readonly outdoor: { readonly x: number; readonly y: number } | undefined;
  readonly sources: readonly Box[];
  readonly unit: Box | undefined;
  readonly tank: Box | undefined;
  readonly storage: Box | undefined;
  readonly rooms: readonly Box[];
  /** In the order in which they are drawn: later ones pass over earlier ones. */
  readonly pipes: readonly Pipe[];
}

/** What stands somewhere. */
export type Placed = Omit<SchematicLayout, 'pipes' | 'width' | 'height' | 'outdoor'>;

/** What there is to be placed. */
export interface Inventory {
  readonly hasOutdoor: boolean;
  readonly sourceCount: number;
  readonly hasUnit: boolean;
  readonly hasTank: boolean;
  readonly hasStorage: boolean;
  /** For each room, whether water goes there. */
  readonly hasPipe: readonly boolean[];
}

/** From the middle of a pair of pipes to each of them. */
export const HALF = 6;
export const GAP = 8;
/** From so many rooms on each has one line alone. */
const MANY_ROOMS = 9;
export const roomHeight = (count: number) => (count < MANY_ROOMS ? 50 : 36);
export const isCompact = (box: Box): boolean => box.height < 50;

export const stackHeight = (count: number, height: number, gap: number) =>
  count === 0 ? 0 : count * (height + gap) - gap;

export const middle = ({ y, height }: Box) => y + height / 2;

/** The rooms that water goes to, with their places among all. */
export const pipedRooms = (rooms: readonly Box[], hasPipe: readonly boolean[]) =>
  rooms.flatMap((box, index) => (hasPipe[index] === true ? [{ box, index }] : []));

export function pair(of: Pipe['of'], index: number, supply: string, back: string): Pipe[] {
  return [
    { of, index, side: 'return', path: back },
    { of, index, side: 'supply', path: supply },
  ];
}

/** How wide letters are, by the size of the type; the first that matches. */
const LETTER_WIDTHS: readonly (readonly [RegExp, number])[] = [
  // Marks, and what joins one emoji to the next.
  [/[\p{M}\p{Cf}\p{Emoji_Modifier}]/u, 0],
  [/\p{Extended_Pictographic}/u, 1.4],
  [/[MWmw@%]|\p{Ideographic}|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 1.05],
];
const LETTER_WIDTH = 0.6;
const ELLIPSIS_WIDTH = 1;
/** What is of no use without the letter that came after it. */
const LOOSE_END = /[\s\u200D]+$/u;

const widthOf = (letter: string) =>
  LETTER_WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? LETTER_WIDTH;

/** As much of it as fits, in `fontSize`. */
export function fitting(text: string, width: number, fontSize: number): string {
  const room = width / fontSize;
  let used = 0;
  let start = '';
  for (const letter of text) {
    used += widthOf(letter);
    if (used <= room - ELLIPSIS_WIDTH) start += letter;
  }
  return used <= room ? text : `${start.replace(LOOSE_END, '')}…`;
}
