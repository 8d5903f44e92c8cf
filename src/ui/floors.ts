/** Rooms by the floor on which they are. */

export interface FloorOf<Room> {
  /** Undefined for rooms of which nobody has said where they are. */
  readonly name: string | undefined;
  readonly rooms: readonly Room[];
}

/** The floors in the order of their first rooms; rooms without one come last. */
export function byFloor<Room extends { readonly floor?: string | undefined }>(
  rooms: readonly Room[],
): readonly FloorOf<Room>[] {
  return [...new Set(rooms.map(({ floor }) => floor))]
    .map((name) => ({ name, rooms: rooms.filter(({ floor }) => floor === name) }))
    .toSorted((one, other) => Number(one.name === undefined) - Number(other.name === undefined));
}
