/** What is wrong with where the house comes from, as a fault of the hub. */
import type { Finding } from '../../domain/control/findings.ts';
import type { HouseBook } from '../house/house-book.ts';
import { HUB } from '../records/store-findings.ts';

export function houseFindings({ origin }: Pick<HouseBook, 'origin'>): Finding[] {
  const { trouble, path } = origin();
  return trouble === undefined
    ? []
    : [{ ...HUB, code: `house_${trouble}`, isCertain: true, about: path }];
}
