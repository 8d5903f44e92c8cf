/** Some days of winter, and in the long form 90 days of it and of spring: the hub says goodbye and comes back. */
import { describeSeasons } from '../support/season.ts';

describeSeasons(2, [
  ['winter', Date.UTC(2026, 0, 20), true],
  ['spring', Date.UTC(2026, 2, 20), true],
]);
