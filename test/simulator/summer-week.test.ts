/** A day of summer, and in the long form 90 days of it and of autumn: the hub is killed and comes back. */
import { describeSeasons } from '../support/season.ts';

describeSeasons(1, [
  ['summer', Date.UTC(2026, 6, 20), false],
  ['autumn', Date.UTC(2026, 8, 20), false],
]);
