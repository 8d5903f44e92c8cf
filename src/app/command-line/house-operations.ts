/** What the command line can do with the description of the house, by name. */
import * as v from 'valibot';
import { HubError } from '../../domain/errors.ts';
import { COMMAND_LINE, doerOf } from '../base/principal.ts';
import type { Precondition } from '../base/precondition.ts';
import { checked } from '../base/schema.ts';
import type { HouseBook } from '../house/house-book.ts';
import { changedMembers } from '../house/house-document.ts';
import type { HouseOrigin } from '../house/house-file-reload.ts';
import {
  houseSteps,
  houseVersionView,
  type HouseStepsView,
  type HouseVersionView,
} from '../house/house-version-view.ts';
import { isRawObject, type RawObject } from '../house/profile.ts';

const NOTHING = v.strictObject({});
const VERSION = v.pipe(v.number(), v.integer(), v.minValue(1));
const WHICH = v.strictObject({ version: v.optional(VERSION) });
const PUT = v.strictObject({
  house: v.custom<RawObject>(isRawObject, 'must be an object'),
  /** The one that was edited: absent, whatever runs is replaced. */
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export const HOUSE_OPERATIONS = [
  'house.show',
  'house.put',
  'house.versions',
  'house.undo',
  'house.redo',
  'house.export',
] as const;
export type HouseOperation = (typeof HOUSE_OPERATIONS)[number];

export interface KeptHouseView {
  /** 0 where no version of it is kept yet. */
  readonly version: number;
  readonly house: RawObject;
}
export interface ListedVersions extends HouseStepsView {
  readonly versions: readonly HouseVersionView[];
  readonly origin: HouseOrigin;
}

const doer = doerOf(COMMAND_LINE);

/** @param open called when something of the house is asked */
export function createHouseOperations(
  open: () => Promise<HouseBook> | HouseBook,
): Record<HouseOperation, (input: unknown) => unknown> {
  /** Whoever edits is told what others have changed since. */
  function unlessChanged(book: HouseBook, seen: number | undefined): Precondition {
    return () => {
      if (seen === undefined || book.version() === seen) return;
      const before = book.versions().find(({ version }) => version === seen);
      const changed =
        before === undefined ? [] : changedMembers(book.find(seen).house, book.current());
      const what = changed.length === 0 ? 'it' : changed.join(', ');
      const message = `the house is of version ${book.version()} by now, and no longer ${seen}: somebody has changed ${what}`;
      throw new HubError('precondition_failed', message, { changed });
    };
  }

  const newest = (book: HouseBook) => houseVersionView(book.find(book.version()));

  return {
    async 'house.show'(input): Promise<KeptHouseView> {
      const { version } = checked(WHICH, input);
      const book = await open();
      if (version === undefined) return { version: book.version(), house: book.current() };
      return { version, house: book.find(version).house };
    },
    async 'house.put'(input): Promise<HouseVersionView> {
      const { house, version } = checked(PUT, input);
      const book = await open();
      await book.put(house, { doer, precondition: unlessChanged(book, version) });
      return newest(book);
    },
    async 'house.versions'(input): Promise<ListedVersions> {
      checked(NOTHING, input);
      const book = await open();
      return {
        versions: book.versions().map(houseVersionView),
        origin: book.origin(),
        ...houseSteps(book),
      };
    },
    async 'house.undo'(input): Promise<HouseVersionView> {
      const { version } = checked(WHICH, input);
      const book = await open();
      await (version === undefined ? book.step('undo', { doer }) : book.restore(version, { doer }));
      return newest(book);
    },
    async 'house.redo'(input): Promise<HouseVersionView> {
      checked(NOTHING, input);
      const book = await open();
      await book.step('redo', { doer });
      return newest(book);
    },
    async 'house.export'(input): Promise<{ path: string }> {
      checked(NOTHING, input);
      const book = await open();
      await book.exportFile();
      return { path: book.origin().path };
    },
  };
}
