/** What the schematic shows, in words and colours: from the house as the hub tells it. */
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { equipmentName, isOnline } from '../../devices.ts';
import { amount, decimal, temperature, type Units } from '../../format.ts';
import type { ShownHouse } from '../../live.ts';
import { stillZonesOf } from '../../still-water.ts';
import { home } from '../../strings/home.ts';
import { kinds } from '../../strings/kinds.ts';
import { plant as words } from '../../strings/plant.ts';
import { activityOf } from '../../zone-look.ts';

/** What water that moves brings; `none` where it stands. */
export type Flow = 'heat' | 'cool' | 'none';

export interface PicturePart {
  readonly id: string;
  readonly name: string;
  readonly isOnline: boolean;
  /** What it does, in a word or two. */
  readonly state: string;
  readonly flow: Flow;
  /** Lines below that. */
  readonly lines: readonly string[];
}

export interface PictureTank extends PicturePart {
  /** °C from top to bottom; undefined where it is not measured. */
  readonly layersC: readonly (number | undefined)[];
  readonly layers: readonly string[];
  /** Whether it gives what it has. */
  readonly isGiving: boolean;
}

export interface Room extends PicturePart {
  readonly temp: string;
  /** Whether water goes through one of its fan coils. */
  readonly hasPipe: boolean;
}

export interface Picture {
  readonly outdoor: string | undefined;
  readonly sources: readonly PicturePart[];
  readonly unit: PicturePart | undefined;
  readonly tank: PictureTank | undefined;
  readonly storage: PictureTank | undefined;
  /** What the water that goes to the rooms brings. */
  readonly circuit: Flow;
  readonly rooms: readonly Room[];
}

export function numberOf(device: EquipmentView | undefined, field: string): number | undefined {
  const value = device?.[field];
  return typeof value === 'number' ? value : undefined;
}

const wordOf = (table: Readonly<Record<string, string>>, value: unknown) =>
  typeof value === 'string' ? table[value] : undefined;

/** The lines that there is something to say in. */
const said = (...lines: (string | false | undefined)[]): string[] =>
  lines.filter((line) => typeof line === 'string' && line !== '') as string[];

/** With its unit; undefined where it is not known. */
const measured = (value: number | undefined, unit: string, decimals = 1) =>
  value === undefined ? undefined : `${decimal(value, decimals)}\u00a0${unit}`;

const kilowatts = (value: number | undefined) => measured(value, 'kW');

const FLOWS: Readonly<Record<string, Flow>> = { heat: 'heat', dhw_charge: 'heat', cool: 'cool' };

/** What the water brings that leaves the unit. */
function unitFlow(hcu: EquipmentView | undefined): Flow {
  if (hcu === undefined || !isOnline(hcu)) return 'none';
  const { state, mode, flowRateLpm } = hcu;
  // A defrost takes its heat out of the water.
  if (state === 'defrost') return 'cool';
  const runs = state === undefined ? flowRateLpm !== 0 : state === 'running';
  return runs && typeof mode === 'string' ? (FLOWS[mode] ?? 'none') : 'none';
}

/** How fast its compressor turns, by whichever it tells; one that tells neither goes by the unit behind it. */
function compressor(pump: EquipmentView, hcu: EquipmentView | undefined) {
  const percent = numberOf(pump, 'compressorSpeedPercent');
  const hz = numberOf(pump, 'compressorHz');
  const isUnitRunning = hcu !== undefined && isOnline(hcu) && hcu['state'] === 'running';
  const turns = percent ?? hz;
  const text = percent === undefined ? hz !== undefined && amount(hz, 'Hz') : amount(percent, '%');
  return { runs: turns === undefined ? isUnitRunning : turns > 0, text };
}

function sourcePart(house: ShownHouse, pump: EquipmentView): PicturePart {
  const id = pump['hpId'] as string;
  const { runs: turns, text } = compressor(pump, house.hcu);
  const isDefrosting = pump['defrostActive'] === true;
  const runs = turns || isDefrosting;
  const online = isOnline(pump);
  const electrical = kilowatts(numberOf(pump, 'electricalPowerKw'));
  const thermal = kilowatts(numberOf(pump, 'thermalPowerKw'));
  const ofUnit = unitFlow(house.hcu);
  return {
    id,
    name: equipmentName(house, 'heatpump', id),
    isOnline: online,
    state: !online
      ? words.silent
      : isDefrosting
        ? words.unit.defrost
        : runs
          ? words.source.runs(text || undefined)
          : words.source.rests,
    flow: !online || !runs ? 'none' : ofUnit === 'none' ? 'heat' : ofUnit,
    lines: said(
      electrical && words.source.electricity(electrical),
      runs && !isDefrosting && thermal && words.source.output(thermal, ofUnit === 'cool'),
    ),
  };
}

function unitState(hcu: EquipmentView): string {
  if (!isOnline(hcu)) return words.silent;
  const { state, mode } = hcu;
  if (state === 'fault' || state === 'defrost') return words.unit[state];
  if (state !== undefined && state !== 'running') return words.unit.rests;
  return wordOf(words.unit.modes, mode) ?? words.unit.rests;
}

function unitPart(hcu: EquipmentView, hasPumps: boolean, units: Units): PicturePart {
  const temp = (field: string) => temperature(numberOf(hcu, field), units);
  const flow = numberOf(hcu, 'flowRateLpm');
  const pressure = numberOf(hcu, 'systemPressureBar');
  const thermal = kilowatts(numberOf(hcu, 'thermalPowerKw'));
  const runs = unitFlow(hcu) !== 'none';
  return {
    id: hcu['hcuId'] as string,
    name:
      hcu['sourceType'] === 'district_interface' && !hasPumps
        ? words.unit.district
        : kinds.hcu.name,
    isOnline: isOnline(hcu),
    state: unitState(hcu),
    flow: unitFlow(hcu),
    lines: isOnline(hcu)
      ? said(
          words.unit.water(temp('supplyTempC'), temp('returnTempC')),
          [measured(flow, 'L/min'), measured(pressure, 'bar')].filter(Boolean).join(' · '),
          runs && !hasPumps && thermal && words.source.output(thermal, hcu['mode'] === 'cool'),
        )
      : [],
  };
}

const LAYERS = ['tempTopC', 'tempMidC', 'tempBottomC'] as const;

function tankOf(
  tank: EquipmentView,
  units: Units,
  rest: Pick<PictureTank, 'id' | 'name' | 'state' | 'flow' | 'isGiving' | 'lines'>,
): PictureTank {
  const layersC = LAYERS.map((field) => numberOf(tank, field));
  const layers = layersC.map((tempC) => (tempC === undefined ? '' : temperature(tempC, units)));
  return { ...rest, isOnline: isOnline(tank), layersC, layers };
}

function chargeLine(tank: EquipmentView): string | false {
  const charge = numberOf(tank, 'stateOfChargePercent');
  return charge !== undefined && words.tank.charged(charge);
}

function dhwPicture(dhw: EquipmentView, units: Units): PictureTank {
  const isCharged = dhw['heatingActive'] === true || dhw['backupHeaterActive'] === true;
  const liters = numberOf(dhw, 'effectiveCapacityLiters');
  return tankOf(dhw, units, {
    id: dhw['dhwId'] as string,
    name: words.tank.hotWater,
    state: !isOnline(dhw)
      ? words.silent
      : dhw['isSanitizing'] === true
        ? words.tank.disinfects
        : isCharged
          ? words.tank.heats
          : '',
    flow: isCharged ? 'heat' : 'none',
    isGiving: dhw['recircPumpActive'] === true,
    lines: said(
      said(chargeLine(dhw), liters !== undefined && words.tank.liters(liters)).join(' · '),
    ),
  });
}

function storageTank(tes: EquipmentView, units: Units): PictureTank {
  const isCharged = tes['chargeActive'] === true;
  const isGiving = tes['dischargeActive'] === true;
  const brings = tes['mode'] === 'cool' ? 'cool' : 'heat';
  return tankOf(tes, units, {
    id: tes['tesId'] as string,
    name: kinds.tes.name,
    state: !isOnline(tes)
      ? words.silent
      : isCharged
        ? words.tank.charges
        : isGiving
          ? words.tank.gives
          : '',
    flow: isCharged || isGiving ? brings : 'none',
    isGiving: isGiving && !isCharged,
    lines: said(chargeLine(tes)),
  });
}

const isMoving = (fcu: EquipmentView) =>
  isOnline(fcu) && (fcu['mode'] === 'heat' || fcu['mode'] === 'cool');

function roomPart(
  house: ShownHouse,
  zone: ShownHouse['zones'][number],
  { circuit, still }: { circuit: Flow; still: ReadonlySet<string> },
  units: Units,
): Room {
  const { zoneId, friendlyName, tempC, effectiveMode } = zone;
  const coils = house.fcus.filter((fcu) => fcu['zoneId'] === zoneId);
  const moving = coils.filter(isMoving);
  // A valve has none.
  const fans = moving.flatMap((fcu) => numberOf(fcu, 'fanPercent') ?? []);
  const wants = effectiveMode === 'heat' || effectiveMode === 'cool' ? effectiveMode : 'none';
  const moves = coils.length === 0 ? wants : moving.length > 0 ? circuit : 'none';
  const isSilent = tempC === undefined && coils.every((fcu) => !isOnline(fcu));
  const activity = home.zone.activity[activityOf(zone, still)];
  return {
    id: zoneId,
    name: friendlyName,
    isOnline: tempC !== undefined,
    state: isSilent ? words.silent : activity,
    flow: still.has(zoneId) ? 'none' : moves,
    temp: temperature(tempC, units),
    hasPipe: coils.length > 0 || house.fcus.length === 0,
    lines: said(fans.length > 0 && words.fan(Math.max(...fans))),
  };
}

/** What the water that goes to the rooms brings: nothing while it all goes into the tank. */
function circuitFlow({ hcu, tes, fcus }: ShownHouse): Flow {
  const flow = unitFlow(hcu);
  if (hcu?.['mode'] !== 'dhw_charge' && flow !== 'none') return flow;
  if (tes?.['dischargeActive'] === true) return tes['mode'] === 'cool' ? 'cool' : 'heat';
  // Water that is warm still goes round.
  const coil = fcus.find(isMoving);
  return coil === undefined || hcu?.['mode'] === 'dhw_charge'
    ? 'none'
    : coil['mode'] === 'cool'
      ? 'cool'
      : 'heat';
}

export function picture(house: ShownHouse, units: Units): Picture {
  const { hcu, heatpumps, dhw, tes, zones } = house;
  const outdoorC = numberOf(hcu, 'outdoorTempC');
  const circuit = circuitFlow(house);
  const still = new Set(stillZonesOf(house));
  return {
    outdoor: outdoorC === undefined ? undefined : temperature(outdoorC, units),
    sources: heatpumps.map((pump) => sourcePart(house, pump)),
    unit: hcu && unitPart(hcu, heatpumps.length > 0, units),
    tank: dhw && dhwPicture(dhw, units),
    storage: tes && storageTank(tes, units),
    circuit,
    rooms: zones.map((zone) => roomPart(house, zone, { circuit, still }, units)),
  };
}

/** What the plant does now, in a sentence. */
export function headline(house: ShownHouse): string {
  const { hcu } = house;
  if (hcu === undefined) return words.headline.none;
  if (!isOnline(hcu)) return words.headline.silent;
  const { state, mode } = hcu;
  if (state === 'fault' || state === 'defrost') return words.headline[state];
  if (state !== undefined && state !== 'running') return words.headline.rests;
  return wordOf(words.headline.modes, mode) ?? words.headline.rests;
}

/** The powers of the moment, where it runs. */
export function powers({ hcu, heatpumps }: ShownHouse): string | undefined {
  const sum = (field: string) =>
    numberOf(hcu, field) ??
    heatpumps.reduce<number | undefined>((total, pump) => {
      const value = numberOf(pump, field);
      return value === undefined ? total : (total ?? 0) + value;
    }, undefined);
  const [thermal, electrical] = [sum('thermalPowerKw'), sum('electricalPowerKw')];
  if (unitFlow(hcu) === 'none' || hcu?.['state'] === 'defrost') return undefined;
  if (thermal === undefined || electrical === undefined) return undefined;
  const kw = (value: number) => amount(value, 'kW');
  return words.headline.powers(kw(thermal), kw(electrical), hcu?.['mode'] === 'cool');
}
