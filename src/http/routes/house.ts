import * as v from 'valibot';
import type { HouseBook } from '../../app/house/house-book.ts';
import { houseMembers } from '../../app/house/house-document.ts';
import { HOUSE_BODY } from '../../app/house/house-file.ts';
import { HOUSE_STEPS, type HouseStep } from '../../app/house/house-steps.ts';
import { houseSteps, houseVersionView } from '../../app/house/house-version-view.ts';
import { LIMITS } from '../../domain/limits.ts';
import { doerOf } from '../asker.ts';
import type { Request } from '../exchange.ts';
import { preconditionOf } from '../if-match.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

/** Its own check names every fault, where that of a body would name the first. */
const readHouse = async (request: Request) => request.readJson(v.unknown(), LIMITS.houseBytes);

/** 0 for what is no number of a version: there is none of that. */
const versionOf = ({ params }: Request): number => {
  const text = paramOf(params, 'version');
  return /^[1-9]\d{0,7}$/.test(text) ? Number(text) : 0;
};

/** As in an editor. */
const STEP_SUMMARIES: Readonly<Record<HouseStep, string>> = {
  undo: 'Takes the last change of the house back, with each undo an earlier one: a change as any other',
  redo: 'Has the last change of the house again that was taken back',
};

const stepRoute = (book: HouseBook, step: HouseStep): Route => ({
  method: 'POST',
  path: `/api/house/${step}`,
  access: 'settings:full',
  summary: STEP_SUMMARIES[step],
  async handle(request) {
    await book.step(step, { doer: doerOf(request) });
    return jsonReply(200, houseVersionView(book.find(book.version())));
  },
});

function versionRoutes(book: HouseBook): Route[] {
  return [
    ...HOUSE_STEPS.map((step) => stepRoute(book, step)),
    {
      method: 'GET',
      path: '/api/house/versions',
      access: 'settings:read',
      summary: 'The last versions of the house with who made each, and where it comes from',
      handle() {
        const versions = book.versions().map(houseVersionView);
        return jsonReply(200, {
          versions,
          origin: book.origin(),
          ...houseSteps(book),
          metadata: { count: versions.length },
        });
      },
    },
    {
      method: 'GET',
      path: '/api/house/versions/{version}',
      access: 'settings:read',
      summary: 'One version of the house, with the house as it was',
      handle(request) {
        const found = book.find(versionOf(request));
        return jsonReply(200, { ...houseVersionView(found), house: found.house });
      },
    },
    {
      method: 'POST',
      path: '/api/house/versions/{version}/restore',
      access: 'settings:full',
      summary: 'Has the house be as it was in that version: a change as any other',
      async handle(request) {
        await book.restore(versionOf(request), { doer: doerOf(request) });
        return jsonReply(200, houseVersionView(book.find(book.version())));
      },
    },
  ];
}

export function houseRoutes(book: HouseBook): Route[] {
  const editable: Editable = {
    members: () => houseMembers(book.current()),
    events: ['house_changed', 'house_reloaded'],
  };
  return [
    {
      method: 'GET',
      path: '/api/house',
      access: 'settings:read',
      summary: 'The rooms and devices of the house, as its file would have them',
      editable,
      handle: () => jsonReply(200, book.current()),
    },
    {
      method: 'PUT',
      path: '/api/house',
      access: 'settings:full',
      summary: 'Replaces the description of the house; one with a fault changes nothing',
      body: HOUSE_BODY,
      editable,
      async handle(request) {
        const value = await readHouse(request);
        const precondition = preconditionOf(request);
        await book.put(value, { doer: doerOf(request), precondition });
        return jsonReply(200, book.current());
      },
    },
    {
      method: 'POST',
      path: '/api/house/check',
      access: 'settings:full',
      summary: 'Names the faults of a house, and changes nothing',
      body: HOUSE_BODY,
      async handle(request) {
        const faults = book.check(await readHouse(request));
        const told = faults.slice(0, LIMITS.houseFaultsTold);
        return jsonReply(200, { faults: told, metadata: { count: faults.length } });
      },
    },
    ...versionRoutes(book),
  ];
}
