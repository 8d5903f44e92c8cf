/**
 * The house as it is now: an immutable value that every part is given when it is made, and that is replaced as a whole
 * when its file is read anew. What follows from it is worked out when somebody asks: so no part is ever without a
 * house, none is of another house than the part it asks, and it matters not who hears of the change first.
 */
import type { House } from '../../domain/house.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';

export interface CurrentHouse {
  get(): House;
  /**
   * What follows from the house: made at once, and anew when it is asked for and the house is another.
   * @param make is given what it made of the house before, for what is to be kept of that
   */
  derive<Derived>(make: (house: House, before: Derived | undefined) => Derived): () => Derived;
  /** For what is to be done, or told, when the house is another. */
  onChange(listener: Listener<void>): Cancel;
}

export interface HouseHolder extends CurrentHouse {
  /** From now on that is the house. */
  replace(next: House): void;
}

export function createCurrentHouse(first: House): HouseHolder {
  const listeners = createListeners();
  let current = first;
  return {
    get: () => current,
    derive<Derived>(make: (house: House, before: Derived | undefined) => Derived) {
      let of = current;
      let value = make(of, undefined);
      return () => {
        if (of !== current) {
          of = current;
          value = make(of, value);
        }
        return value;
      };
    },
    onChange: listeners.add,
    replace(next) {
      current = next;
      listeners.tell();
    },
  };
}
