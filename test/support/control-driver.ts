/** Control driven directly by the tests, until the hub does it: it decides and tells the devices each period. */
import type { FcuCommands } from '../../src/app/fcu-commands.ts';
import type { Table } from '../../src/app/ports.ts';
import { decide } from '../../src/domain/control/decide.ts';
import type { ControlDecision } from '../../src/domain/control/decision.ts';
import { newMemory, restoredMemory, type ControlMemory } from '../../src/domain/control/memory.ts';
import { CONTROL_DEFAULTS } from '../../src/domain/control/settings.ts';
import type { ControlSnapshot, HcuSnapshot } from '../../src/domain/control/snapshot.ts';
import type { TankState } from '../../src/domain/control/hot-water.ts';
import type { SurplusLevel } from '../../src/domain/control/surplus.ts';
import type { DeviceRef, House } from '../../src/domain/house.ts';
import { hotWaterLevel } from '../../src/domain/system-mode.ts';
import { HOUR_MS, DAY_MS, toTenthsC } from '../../src/domain/units.ts';
import type { TestApp } from './app.ts';

const MEMORY: Table<ControlMemory> = {
  name: 'test_control',
  version: 1,
  parse: (value) => value as ControlMemory,
};

const numberIn = (value: unknown) => (typeof value === 'number' ? value : undefined);

export function createControlDriver(
  app: TestApp,
  house: House,
  { hasDrains = true, offsetMs = HOUR_MS } = {},
) {
  const { clock, store, devices, zones, system, settings, bus, topics } = app;
  const stored = store.get(MEMORY, 'control');
  let memory = stored ? restoredMemory(stored, clock.nowMs()) : newMemory(clock.nowMs());
  let decision: ControlDecision | undefined;
  let surplusLevel: SurplusLevel = 2;
  const sent = new Map<string, string>();
  let commands = 0;

  function readings(kind: DeviceRef['kind'], id: string | undefined) {
    const device = id === undefined ? undefined : devices.get(kind, id);
    return device?.isLive === true ? (device.readings ?? {}) : {};
  }

  function tank(): TankState {
    const { tempTopC, tempMidC, tempBottomC, lastSanitizationTs } = readings(
      'dhw',
      house.dhw?.dhwId,
    );
    const { current } = system.state();
    const level = hotWaterLevel(current, settings.get(), clock.nowMs());
    return {
      targetTempC: level === 'comfort' ? 50 : 30,
      recirc: level === 'comfort',
      tempTopC: numberIn(tempTopC),
      tempMidC: numberIn(tempMidC),
      tempBottomC: numberIn(tempBottomC),
      ...(typeof lastSanitizationTs === 'string' && {
        lastSanitizationMs: Date.parse(lastSanitizationTs),
      }),
    };
  }

  function hcu(): HcuSnapshot {
    const { state } = readings('hcu', house.hcu?.hcuId);
    return {
      hasCompressor: true,
      hasFault: state === 'fault',
      ...(state !== undefined && { isRunning: state === 'running' || state === 'defrost' }),
    };
  }

  function snapshot(): ControlSnapshot {
    const { current } = system.state();
    const level = hotWaterLevel(current, settings.get(), clock.nowMs());
    const buffer = readings('tes', house.tes?.tesId);
    return {
      settings: CONTROL_DEFAULTS,
      systemMode: level === 'comfort' ? 'home' : current.mode,
      zones: zones.list().map((view) => ({
        zoneId: view.zoneId,
        mode: view.mode,
        ...(view.tempHeatSetC !== undefined && { heatSet: toTenthsC(view.tempHeatSetC) }),
        ...(view.tempCoolSetC !== undefined && { coolSet: toTenthsC(view.tempCoolSetC) }),
        supportsHeat: view.supportsHeat,
        supportsCool: view.supportsCool,
        tempC: view.tempC,
        rhPercent: view.rhPercent,
        hasDrains,
      })),
      outdoorTempC: numberIn(readings('hcu', house.hcu?.hcuId)['outdoorTempC']),
      localHour: ((clock.nowMs() + offsetMs) % DAY_MS) / HOUR_MS,
      surplusLevel,
      hcu: hcu(),
      dhw: tank(),
      tes: {
        tempTopC: numberIn(buffer['tempTopC']),
        tempMidC: numberIn(buffer['tempMidC']),
        tempBottomC: numberIn(buffer['tempBottomC']),
      },
    };
  }

  function send(kind: DeviceRef['kind'], id: string, command: object): void {
    const text = JSON.stringify(command);
    const topic = topics.command({ kind, id });
    if (sent.get(topic) === text || !bus.isConnected()) return;
    sent.set(topic, text);
    const payload = JSON.stringify({ commandId: `c${++commands}`, ...command });
    bus.publish({ topic, payload, qos: 1 }).catch(() => sent.delete(topic));
  }

  function cycle(): void {
    const decided = decide(snapshot(), memory, clock.nowMs());
    ({ memory, decision } = decided);
    void store.commit([{ put: MEMORY, key: 'control', value: memory }]);
    for (const [index, { fcu }] of decision.zones.entries())
      for (const id of house.zones[index]?.terminals ?? []) send('fcu', id, fcu);
    if (decision.hcu && house.hcu) send('hcu', house.hcu.hcuId, decision.hcu.command);
    if (decision.dhw && house.dhw) send('dhw', house.dhw.dhwId, decision.dhw.command);
    if (decision.tes && house.tes) send('tes', house.tes.tesId, decision.tes.command);
  }

  const fcuCommands: FcuCommands = {
    sendZone: () => sent.clear(),
    sendFcu: () => sent.clear(),
    confirm: () => undefined,
    pendingCount: () => 0,
    unconfirmedCount: () => 0,
    stop: () => undefined,
  };

  return {
    cycle,
    fcuCommands,
    decision: () => decision,
    memory: () => memory,
    setSurplus: (level: SurplusLevel) => void (surplusLevel = level),
  };
}
