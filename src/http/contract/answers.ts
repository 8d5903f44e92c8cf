/** The table of what is answered, joined. The routes' own table has what is asked; a test holds the one against the other. */
import type { Route } from '../router.ts';
import type { Answer, Answers } from './answer.ts';
import { HOUSE, STATE_ANSWERS } from './answers-house.ts';
import { HUB } from './answers-hub.ts';
import { PEOPLE } from './answers-people.ts';

const ANSWERS: Answers = { ...HOUSE, ...STATE_ANSWERS, ...PEOPLE, ...HUB };

/** What stands for a route in the table. What the admin secret opens has the handler of the same below `/api`. */
export function answerKey({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const own = `${method} ${path}`;
  return own in ANSWERS ? own : `${method} ${path.replace(/^\/api\/admin\//, '/api/')}`;
}

/** @throws Error for a route that is not in the table */
export function answerOf(route: Route): Answer {
  const answer = ANSWERS[answerKey(route)];
  if (answer === undefined) throw new Error(`the contract has no answer of ${answerKey(route)}`);
  return answer;
}

/** Every entry, by method and path. */
export const ANSWERED = Object.keys(ANSWERS);
