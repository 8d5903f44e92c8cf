/** Where a device of another make says something: a topic, a part of its messages, and what stands there. */

/** What somebody's word is told to mean. `null` is: no value now. */
export type MappedValue = string | number | boolean | null;

/** A part of the messages of a topic. */
export interface Place {
  readonly topic: string;
  /** A JSON pointer; the whole payload where absent. */
  readonly pointer?: string | undefined;
}

/** A part of the messages of a topic, and what is made of what stands there. */
export interface ReadPlace extends Place {
  /** A number is `scale` × what was said + `offset`. */
  readonly scale?: number | undefined;
  readonly offset?: number | undefined;
  /** What was said, as text → what it means. */
  readonly values?: Readonly<Record<string, MappedValue>> | undefined;
  /** What is said, as text or as a number, where there is no value: `---`, −128. */
  readonly none?: readonly (string | number)[] | undefined;
  /** A JSON pointer to the time of the reading, in the same message. */
  readonly timePointer?: string | undefined;
  /** Not every machine has it: that nothing comes there is no fault. */
  readonly optional?: boolean | undefined;
}

/** What has to stand at a place: this, one of these, or a number that lies there. */
export type Wanted =
  MappedValue | readonly MappedValue[] | { readonly above: number } | { readonly below: number };

/** Whether it is a number beyond some bound, and no word. */
export const isBound = (wanted: Wanted): boolean =>
  typeof wanted === 'object' && wanted !== null && ('above' in wanted || 'below' in wanted);

/** The names of places → what has to stand there, all of it. */
export type Condition = Readonly<Record<string, Wanted>>;

export const placeOf = ({ topic, pointer = '' }: Place): string => `${topic} ${pointer}`;
