/** What a route answers where it goes well, and which errors only it knows. */
import * as v from 'valibot';
import type { GenericSchema } from 'valibot';
import { JSON_TYPE } from '../reply.ts';
import { CSV_TYPE } from '../table.ts';
import type { ErrorKind } from './errors.ts';

/** Of another status than the usual one. */
export interface OtherAnswer {
  readonly status: number;
  readonly description: string;
  readonly contents?: Contents;
}
/** Content type → what it has. */
export type Contents = Readonly<Record<string, GenericSchema>>;

export interface Answer {
  readonly contents: Contents;
  /** Besides those that follow from the route's entry in the table. */
  readonly errors?: readonly ErrorKind[];
  readonly others?: readonly OtherAnswer[];
  /** Whether nothing is written to the disk, whatever the method. */
  readonly keepsNothing?: true;
}
/** By method and path. */
export type Answers = Readonly<Record<string, Answer>>;

export const json = (schema: GenericSchema, ...errors: readonly ErrorKind[]): Answer => ({
  contents: { [JSON_TYPE]: schema },
  errors,
});
/** What is to be had as a table, too. */
export const jsonOrCsv = (schema: GenericSchema, ...errors: readonly ErrorKind[]): Answer => ({
  contents: { [JSON_TYPE]: schema, [CSV_TYPE]: v.string() },
  errors,
});
export const file = (contents: Contents, ...errors: readonly ErrorKind[]): Answer => ({
  contents,
  errors,
});
export const UNCHANGED: OtherAnswer = { status: 304, description: 'It is as the client has it' };
