/** Zones with what is asked of them, as the rest of the hub sees and edits them. */
import type { NewEvent } from '../../domain/event.ts';
import type { Hold } from '../../domain/hold.ts';
import type { Zone } from '../../domain/house.ts';
import type { HouseState, ZonePlan, ZoneRequest } from '../../domain/zone-request.ts';
import type { Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';

export interface PlannedZone {
  readonly zone: Zone;
  readonly plan: ZonePlan;
  readonly request: ZoneRequest;
  /** The hold that is in force. */
  readonly hold: Hold | undefined;
}

export interface PlanChange {
  readonly zoneId: string;
  /** Whether what is asked of it was told anew, or changed by itself. */
  readonly commanded: boolean;
}

/** What is to be done to a plan, and how it is told. */
export interface PlanEdit<T> {
  readonly plan: ZonePlan;
  readonly result: T;
  events(after: ZoneRequest): readonly NewEvent[];
}

/** An edit of one zone's plan. */
export interface ZoneEdit<T> {
  readonly zoneId: string;
  /** @returns undefined where nothing is to be done */
  edit(planned: PlannedZone, house: HouseState, nowMs: number): PlanEdit<T> | undefined;
}

/** What came of one edit among many. */
export type Outcome<T> = { readonly result: T | undefined } | { readonly error: unknown };

export interface ZonePlans {
  /** In the order of the house. */
  all(): IterableIterator<PlannedZone>;
  find(zoneId: string): PlannedZone | undefined;
  /** @throws HubError `not_found` */
  get(zoneId: string): PlannedZone;
  /** What is told of the whole house. */
  house(): HouseState;
  /**
   * Changes a plan, one after the other; those that wait for the disk go there together. It is there when the promise
   * resolves.
   * @throws HubError `not_found`, `storage_full`, and what `edit` throws
   */
  change<T>(
    zoneId: string,
    edit: (planned: PlannedZone, house: HouseState, nowMs: number) => PlanEdit<T>,
  ): Promise<T>;
  /**
   * Does all that can be done, each on what the one before has left, in one commit.
   * @returns what came of each, in the same order
   * @throws HubError `storage_full`: nothing was changed
   */
  changeAll<T>(edits: readonly ZoneEdit<T>[]): Promise<readonly Outcome<T>[]>;
  onChange(listener: Listener<PlanChange>): Cancel;
}
