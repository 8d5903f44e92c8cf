/**
 * The cycle of control: look, decide, remember, tell the devices, show. It runs by the clock, and soon after what is
 * asked has changed. Nobody else tells the devices anything.
 */
import { decide } from '../../domain/control/decide.ts';
import { findingsOf, type Finding } from '../../domain/control/findings.ts';
import type { ControlDecision, ZoneDecision } from '../../domain/control/cycle/decision.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import { messageOf } from '../../domain/errors.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { DeviceCommands } from './device-commands.ts';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import type { DeviceCommand } from '../messages/command.ts';
import type { LevelChanges } from './level-changes.ts';
import type { PersonActs } from './person-acts.ts';
import { deviceFindings } from './device-findings.ts';
import type { DeviceDoubts } from '../faults/device-doubts.ts';
import type { Faults } from '../faults/faults.ts';
import type { ControlMemoryStore } from './control-memory.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import { storeFindings } from '../records/store-findings.ts';
import { snapshotOf, type SnapshotSources } from './snapshot.ts';
import type { Decisions } from './decisions.ts';

export interface ControlStats {
  readonly cycles: number;
  /** Spent on deciding and telling, without what the disk takes. */
  readonly cycleSeconds: number;
  /** Cycles that failed. */
  readonly failures: number;
}

export interface ControlLoop {
  start(): Cancel;
  /** One cycle, now; where one is under way, another after it. */
  cycle(): Promise<void>;
  /** A cycle soon: what is asked has changed. @param zoneId of the zone that somebody asked something of */
  soon(zoneId?: string): void;
  /** Whether what is asked is yet to be decided on: within LIMITS.controlSoonMs, or after the cycle under way. */
  isDue(): boolean;
  /** Told when a cycle has decided, or has failed to, on all that was asked before it began. */
  onDecided(listener: Listener<void>): Cancel;
  stats(): ControlStats;
}

export function createControlLoop(
  deps: SnapshotSources & {
    house: Pick<CurrentHouse, 'get'>;
    devices: DeviceRegistry;
    memory: ControlMemoryStore;
    deviceCommands: DeviceCommands;
    decisions: Decisions;
    levelChanges: LevelChanges;
    personActs: PersonActs;
    faults: Pick<Faults, 'find'>;
    store: Pick<Store, 'trouble' | 'isSlow' | 'newerCount'>;
    doubts: DeviceDoubts;
    /** What is wrong with the hub's place on its bus. */
    hubFindings: () => readonly Finding[];
    clock: Clock;
    log: Log;
  },
): ControlLoop {
  const { house, devices, plans, memory, deviceCommands, decisions, faults, store, clock, log } =
    deps;
  const decided = createListeners();
  const stats = { cycles: 0, cycleSeconds: 0, failures: 0 };
  const startedMs = clock.monotonicMs();
  /** Zones that somebody has asked something of since the start. */
  const asked = new Set<string>();
  let isStarted = false;
  let isStopped = false;
  let isSettled = false;
  let running: Promise<void> | undefined;
  let isWanted = false;
  let cancelSoon: Cancel | undefined;

  /** A house that has not reported yet looks like one without sensors: nothing is stopped because of that. */
  function settle(): boolean {
    isSettled ||=
      clock.monotonicMs() - startedMs >= LIMITS.controlSettleMs ||
      [...devices.all()].every(({ heardMs, isRestored }) => heardMs !== -Infinity && !isRestored);
    return isSettled;
  }

  function tell(kind: DeviceKind, id: string | undefined, order: DeviceCommand | undefined): void {
    const device = id === undefined ? undefined : devices.get(kind, id);
    if (device !== undefined && order !== undefined)
      deviceCommands.set(device, order, deps.personActs.isRecent());
  }

  function tellZones(decisions: readonly ZoneDecision[]): void {
    let index = 0;
    for (const { zone } of plans.all()) {
      const decision = decisions[index++];
      if (decision?.zoneId !== zone.zoneId) continue;
      if (!isSettled && !asked.has(zone.zoneId)) continue;
      for (const fcuId of zone.terminals) tell('fcu', fcuId, decision.fcu);
    }
  }

  function tellAll({ zones, hcu, dhw, tes }: ControlDecision, of: House): void {
    tellZones(zones);
    if (!isSettled) return;
    tell('hcu', of.hcu?.hcuId, hcu?.command);
    tell('dhw', of.dhw?.dhwId, dhw?.command);
    tell('tes', of.tes?.tesId, tes?.command);
  }

  function timed<T>(work: () => T): T {
    const beganMs = clock.monotonicMs();
    try {
      return work();
    } finally {
      stats.cycleSeconds += (clock.monotonicMs() - beganMs) / SECOND_MS;
    }
  }

  async function run(of: House): Promise<void> {
    const nowMs = clock.nowMs();
    const before = memory.get();
    const seen = timed(() => {
      try {
        const snapshot = snapshotOf(deps, of, nowMs);
        const made = decide(snapshot, before, nowMs);
        decisions.take(made.decision);
        return { snapshot, ...made };
      } finally {
        decided.tell();
      }
    });
    const { decision, memory: after } = seen;
    if (settle()) {
      // On the disk first: a hub that dies in between must know of the start.
      await memory.take(after);
      deps.levelChanges.see(of, decision);
      timed(() =>
        faults.find([
          ...findingsOf(of, seen),
          ...deviceFindings(devices, deviceCommands, deps.doubts),
          ...storeFindings(store),
          ...deps.hubFindings(),
        ]),
      );
    }
    timed(() => tellAll(decision, of));
    stats.cycles++;
  }

  async function runAll(): Promise<void> {
    do {
      isWanted = false;
      if (isStopped) break;
      await run(house.get()).catch((error: unknown) => {
        stats.failures++;
        log.error('control cycle failed', { reason: messageOf(error) });
      });
    } while (isWanted as boolean);
    running = undefined;
  }

  async function cycle(): Promise<void> {
    isWanted = true;
    running ??= runAll();
    await running;
  }

  function soon(zoneId?: string): void {
    if (isStopped) return;
    if (zoneId !== undefined) asked.add(zoneId);
    cancelSoon ??= clock.after(LIMITS.controlSoonMs, () => {
      cancelSoon = undefined;
      void cycle();
    });
  }

  devices.onChange(() => {
    if (isStarted && !isSettled && settle()) soon();
  });

  return {
    start() {
      isStarted = true;
      const cancel = clock.every(LIMITS.controlPeriodMs, () => void cycle());
      void cycle();
      return () => {
        cancel();
        cancelSoon?.();
        isStopped = true;
        isStarted = false;
      };
    },
    cycle,
    soon,
    isDue: () => !isStopped && (cancelSoon !== undefined || isWanted),
    onDecided: decided.add,
    stats: () => stats,
  };
}
