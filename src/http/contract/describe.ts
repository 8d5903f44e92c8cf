/** What schemas of answers are made of. They are loaded with the contract alone, and check nothing in a running hub. */
import * as v from 'valibot';

/** The same without what a schema has no word for: whether it may be written to, and `undefined` beside absence. */
type Plain<T> = T extends readonly (infer Element)[]
  ? readonly Plain<Element>[]
  : T extends object
    ? { readonly [Name in keyof T]: Plain<Given<T[Name]>> }
    : T;
/** Its members, and which of them may be absent, whatever their values are. */
type Members<T> = T extends readonly (infer Element)[]
  ? readonly Members<Element>[]
  : T extends object
    ? { readonly [Name in keyof T]-?: readonly [Presence<T, Name>, Members<Given<T[Name]>>] }
    : true;
type Presence<T, Name extends keyof T> =
  Partial<Pick<T, Name>> extends Pick<T, Name> ? 'perhaps' : 'always';
type Given<T> = Exclude<T, undefined>;
/** Each goes where the other does. */
type IsSame<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
type Described<Output, View> =
  IsSame<Members<Output>, Members<View>> extends true
    ? [Plain<Output>] extends [Plain<View>]
      ? unknown
      : { readonly valuesDiffer: Plain<View> }
    : { readonly membersDiffer: Members<View> };

/**
 * A schema of what is shown as `View`. It does not compile where one has a member that the other lacks, or that may be
 * absent in one of them only; values may be described more narrowly than they are typed.
 */
export const describes =
  <View>() =>
  <Schema extends v.GenericSchema>(
    schema: Schema & Described<v.InferOutput<NoInfer<Schema>>, View>,
  ): Schema =>
    schema;

/** The same of many, each under the name of its view: none is left out, and none is of another. */
export const describesEach =
  <Views>() =>
  <Schemas extends { readonly [Name in keyof Views]: v.GenericSchema }>(
    schemas: Schemas & {
      readonly [Name in keyof Views]: Described<v.InferOutput<NoInfer<Schemas>[Name]>, Views[Name]>;
    },
  ): Schemas =>
    schemas;

/** What may be absent: it is left out then, and never null. */
export const maybe = v.exactOptional;

export const said = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

/** ISO 8601, in UTC. */
export const TIME = v.pipe(v.string(), v.isoTimestamp());
export const WHOLE = v.pipe(v.number(), v.integer());
export const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0));
export const SUCCESS = v.object({ success: v.literal(true) });
/** An object whose members are not said. */
export const OPEN_OBJECT = v.record(v.string(), v.unknown());

/** As lists are answered: under the last part of their path, with their count. */
export const listOf = (name: string, element: v.GenericSchema) =>
  v.object({ [name]: v.array(element), metadata: v.object({ count: COUNT }) });
