/** The machines that a person has told the hub to let go of, until they are taken again. */

export interface ReleasedMachines {
  /** Each as `kind/id`; all of them where absent. */
  release(machine: string | undefined): void;
  take(machine: string | undefined): void;
  has(machine: string): boolean;
}

export function createReleasedMachines(): ReleasedMachines {
  const released = new Set<string>();
  /** Those that were taken after all had been released. */
  const taken = new Set<string>();
  let isAll = false;
  return {
    release(machine) {
      if (machine !== undefined) {
        released.add(machine);
        return;
      }
      isAll = true;
      taken.clear();
    },
    take(machine) {
      if (machine === undefined) {
        isAll = false;
        released.clear();
        return;
      }
      released.delete(machine);
      taken.add(machine);
    },
    has: (machine) => released.has(machine) || (isAll && !taken.has(machine)),
  };
}
