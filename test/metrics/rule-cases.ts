/** What each alert is tried with: samples a minute apart, in promtool's notation. */

type Series = Readonly<Record<string, string>>;

export interface AlertCase {
  readonly alert: string;
  readonly fires: Series;
  /** In none of these does it fire. */
  readonly quiet: readonly Series[];
  /** When it is looked at. */
  readonly at: string;
  /** Labels of the alert besides those of the target and the rule. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The value as the annotations show it. */
  readonly value?: string;
}

/** A series of the hub. */
const of = (name: string, labels = '') =>
  `${name}{job="aris",instance="aris.local:80"${labels === '' ? '' : `,${labels}`}}`;

const DHW = { device: 'dhw' };
const TOP = of('aris_dhw_temperature_celsius', 'device="dhw",position="top"');
const HOME = of('aris_system_mode', 'mode="home"');
const AWAY = of('aris_system_mode', 'mode="away"');
const ROOM = of('aris_zone_temperature_celsius', 'zone="bath"');
const LOW = of('aris_zone_setpoint_celsius', 'zone="bath",bound="low"');
const CALL = of('aris_zone_call', 'zone="bath",call="heat"');
const MODE = (mode: string) => of('aris_zone_mode', `zone="bath",mode="${mode}"`);
const UP = of('aris_device_up', 'device="s1",kind="sensor"');
const fault = (severity: string) =>
  of('aris_device_fault_active', `device="f1",kind="fcu",code="E7",severity="${severity}"`);
const FAULT = { device: 'f1', kind: 'fcu', code: 'E7' };
const found = (code: string, severity: string) =>
  of(
    'aris_found_fault_active',
    `source="hcu",object_id="hcu",code="${code}",severity="${severity}"`,
  );
const FOUND = { source: 'hcu', object_id: 'hcu' };
const LIMIT = (effect: string) => of('aris_power_limit_effect', `effect="${effect}"`);
const LAG = (le: string) => of('aris_event_loop_lag_seconds_bucket', `le="${le}"`);
const REQUESTS = (code: string) =>
  of('aris_http_requests_total', `route="/api/zones",code="${code}"`);

export const ALERT_CASES: readonly AlertCase[] = [
  {
    alert: 'ArisDisinfectionOverdue',
    fires: { [of('aris_dhw_disinfection_overdue', 'device="dhw"')]: '1x30' },
    quiet: [
      { [of('aris_dhw_disinfection_overdue', 'device="dhw"')]: '0x30' },
      { [of('aris_dhw_disinfection_overdue', 'device="dhw"')]: '0x10 1x10' },
    ],
    at: '20m',
    labels: DHW,
  },
  {
    alert: 'ArisHotWaterCold',
    fires: { [TOP]: '38x60', [HOME]: '1x60' },
    quiet: [
      { [TOP]: '41x60', [HOME]: '1x60' },
      { [TOP]: '38x60', [HOME]: '0x60', [AWAY]: '1x60' },
      { [TOP]: '38x20 45x5 38x40', [HOME]: '1x60' },
    ],
    at: '50m',
    labels: { ...DHW, position: 'top' },
    value: '38.0',
  },
  {
    alert: 'ArisTankUnknown',
    fires: { [of('aris_dhw_reason_info', 'device="dhw",reason="tank_unknown"')]: '1x60' },
    quiet: [{ [of('aris_dhw_reason_info', 'device="dhw",reason="at_target"')]: '1x60' }],
    at: '40m',
    labels: { ...DHW, reason: 'tank_unknown' },
  },
  {
    alert: 'ArisZoneNearFreezing',
    fires: { [ROOM]: '4.5x30' },
    quiet: [{ [ROOM]: '5.5x30' }],
    at: '15m',
    labels: { zone: 'bath' },
    value: '4.5',
  },
  {
    alert: 'ArisZoneTooCold',
    fires: { [ROOM]: '17x150', [LOW]: '21x150', [CALL]: '1x150' },
    quiet: [
      { [ROOM]: '19.5x150', [LOW]: '21x150', [CALL]: '1x150' },
      { [ROOM]: '17x150', [LOW]: '21x150', [CALL]: '0x150' },
      { [ROOM]: '17x60 20x5 17x90', [LOW]: '21x150', [CALL]: '1x150' },
    ],
    at: '130m',
    labels: { zone: 'bath' },
    value: '17.0',
  },
  {
    alert: 'ArisZoneTemperatureUnknown',
    fires: { [ROOM]: '20x5 stale', [MODE('heat')]: '1x40', [MODE('off')]: '0x40' },
    quiet: [
      { [ROOM]: '20x40', [MODE('heat')]: '1x40', [MODE('off')]: '0x40' },
      { [MODE('heat')]: '0x40', [MODE('off')]: '1x40' },
    ],
    at: '30m',
    labels: { zone: 'bath' },
  },
  {
    alert: 'ArisDeviceOffline',
    fires: { [UP]: '1x5 0x30' },
    quiet: [{ [UP]: '1x40' }, { [UP]: '1x5 0x8 1x30' }],
    at: '20m',
    labels: { device: 's1', kind: 'sensor' },
  },
  {
    alert: 'ArisFaultActive',
    fires: { [fault('warning')]: '1x20' },
    quiet: [{ [fault('info')]: '1x20' }, { [fault('warning')]: '1x2 stale' }, {}],
    at: '10m',
    labels: FAULT,
  },
  {
    alert: 'ArisCriticalFaultActive',
    fires: { [fault('critical')]: '1x20' },
    quiet: [{ [fault('warning')]: '1x20' }],
    at: '10m',
    labels: FAULT,
  },
  {
    alert: 'ArisFoundFault',
    fires: { [found('source_idle', 'warning')]: '1x30' },
    quiet: [
      { [found('source_idle', 'warning')]: '1x10 stale' },
      { [found('storage_slow', 'warning')]: '1x30' },
      { [found('topic_silent', 'info')]: '1x30' },
      { [found('flow_lost', 'critical')]: '1x30' },
    ],
    at: '20m',
    labels: { ...FOUND, code: 'source_idle' },
  },
  {
    alert: 'ArisCriticalFoundFault',
    fires: { [found('flow_lost', 'critical')]: '1x20' },
    quiet: [
      { [found('hygiene_overdue', 'critical')]: '1x20' },
      { [found('source_idle', 'warning')]: '1x20' },
    ],
    at: '10m',
    labels: { ...FOUND, code: 'flow_lost' },
  },
  {
    alert: 'ArisPowerLimitNotKept',
    fires: { [LIMIT('not_kept')]: '1x20' },
    quiet: [{ [LIMIT('not_kept')]: '0x20', [LIMIT('stopped')]: '1x20' }],
    at: '10m',
    labels: { effect: 'not_kept' },
  },
  {
    alert: 'ArisCompressorShortCycling',
    fires: {
      [of('aris_heatpump_compressor_speed_ratio', 'device="hp_1"')]:
        '0x4 0.5x4 0x4 0.5x4 0x4 0.5x4 0x4 0.5x4 0x4 0.5x4 0x4 0.5x4 0x4 0.5x4 0x4 0.5x4',
    },
    quiet: [
      // It runs on at changing speeds.
      { [of('aris_heatpump_compressor_speed_ratio', 'device="hp_1"')]: '0.1+0.01x80' },
      { [of('aris_heatpump_compressor_speed_ratio', 'device="hp_1"')]: '0x19 0.5x19 0x19 0.5x19' },
    ],
    at: '75m',
    labels: { device: 'hp_1' },
    value: '12',
  },
  {
    alert: 'ArisWaterPressureLow',
    fires: { [of('aris_hcu_system_pressure_pascals', 'device="hcu"')]: '70000x20' },
    quiet: [{ [of('aris_hcu_system_pressure_pascals', 'device="hcu"')]: '150000x20' }],
    at: '15m',
    labels: { device: 'hcu' },
  },
  {
    alert: 'ArisBackupHeaterOn',
    fires: { [of('aris_hcu_backup_heater_active', 'device="hcu"')]: '1x200' },
    quiet: [
      { [of('aris_hcu_backup_heater_active', 'device="hcu"')]: '0x200' },
      { [of('aris_dhw_backup_heater_active', 'device="dhw"')]: '1x170 0x30' },
    ],
    at: '190m',
    labels: { device: 'hcu' },
  },
  {
    alert: 'ArisCommandUnconfirmed',
    fires: { [of('aris_commands_unconfirmed_total')]: '0x10 1x10' },
    quiet: [{ [of('aris_commands_unconfirmed_total')]: '3x20' }],
    at: '15m',
  },
  {
    alert: 'ArisEnergyMissing',
    fires: { [of('aris_energy_gap_seconds_total')]: '0+60x200' },
    quiet: [{ [of('aris_energy_gap_seconds_total')]: '0x100 600x100' }],
    at: '190m',
  },
  {
    alert: 'ArisHubDown',
    fires: { [of('up')]: '1x5 0x20' },
    quiet: [
      { [of('up')]: '1x30' },
      { [of('up')]: '1x5 0x3 1x20' },
      { 'up{job="another",instance="aris.local:80"}': '0x30' },
    ],
    at: '15m',
  },
  {
    alert: 'ArisHubRestarting',
    fires: { [of('process_start_time_seconds')]: '1x5 2x5 3x5 4x5 5x5 6x5' },
    quiet: [{ [of('process_start_time_seconds')]: '1x5 2x5 3x30' }],
    at: '35m',
    value: '5',
  },
  {
    alert: 'ArisControlStopped',
    fires: { [of('aris_control_cycles_total')]: '0+3x10 30x20' },
    quiet: [{ [of('aris_control_cycles_total')]: '0+3x40' }],
    at: '25m',
  },
  {
    alert: 'ArisControlStopped',
    fires: { [of('aris_control_cycle_failures_total')]: '0+3x40' },
    quiet: [{ [of('aris_control_cycle_failures_total')]: '0x20 1x20' }],
    at: '25m',
  },
  {
    alert: 'ArisMqttAway',
    fires: { [of('aris_mqtt_connected')]: '1x5 0x20' },
    quiet: [{ [of('aris_mqtt_connected')]: '1x5 0x3 1x20' }],
    at: '15m',
  },
  {
    alert: 'ArisStoreFull',
    fires: { [of('aris_storage_full')]: '0x5 1x10' },
    quiet: [{ [of('aris_storage_full')]: '0x15' }],
    at: '10m',
  },
  {
    alert: 'ArisStoreUnwritable',
    fires: { [of('aris_storage_unwritable')]: '0x5 1x10' },
    quiet: [{ [of('aris_storage_unwritable')]: '0x15' }],
    at: '10m',
  },
  {
    alert: 'ArisStoreSlow',
    fires: { [of('aris_storage_slow')]: '0x5 1x10' },
    quiet: [{ [of('aris_storage_slow')]: '0x15' }, { [of('aris_storage_slow')]: '0x8 1x7' }],
    at: '11m',
  },
  {
    alert: 'ArisStoreRestored',
    fires: { [of('aris_storage_restored')]: '0x5 1x10' },
    quiet: [{ [of('aris_storage_restored')]: '0x15' }],
    at: '6m',
  },
  {
    alert: 'ArisBackupFailing',
    fires: { [of('aris_backup_failing')]: '0x5 1x90' },
    quiet: [
      { [of('aris_backup_failing')]: '0x95' },
      { [of('aris_backup_failing')]: '1x50 0x5 1x40' },
    ],
    at: '80m',
  },
  {
    alert: 'ArisBackupOld',
    fires: { [of('aris_backup_last_success_timestamp_seconds')]: '0x4600' },
    quiet: [
      { [of('aris_backup_last_success_timestamp_seconds')]: '86400x4600' },
      // It was off for long, and made one soon after its start.
      { [of('aris_backup_last_success_timestamp_seconds')]: '0x4400 264000x200' },
      {},
    ],
    at: '75h',
  },
  {
    alert: 'ArisClockProvisional',
    fires: { [of('aris_clock_provisional')]: '1x90' },
    quiet: [{ [of('aris_clock_provisional')]: '0x90' }],
    at: '80m',
  },
  {
    alert: 'ArisStoreNewerRecords',
    fires: { [of('aris_storage_newer_records')]: '0x5 2x15' },
    quiet: [{ [of('aris_storage_newer_records')]: '0x20' }],
    at: '15m',
  },
  {
    alert: 'ArisStoreNearlyFull',
    fires: {
      [of('aris_storage_used_bytes')]: '950x30',
      [of('aris_storage_limit_bytes')]: '1000x30',
      [of('aris_storage_free_bytes')]: '1e9x30',
    },
    quiet: [
      {
        [of('aris_storage_used_bytes')]: '850x30',
        [of('aris_storage_limit_bytes')]: '1000x30',
        [of('aris_storage_free_bytes')]: '1e9x30',
      },
    ],
    at: '20m',
  },
  {
    alert: 'ArisStoreNearlyFull',
    fires: { [of('aris_storage_free_bytes')]: '5e7x30' },
    quiet: [{ [of('aris_storage_free_bytes')]: '2e8x30' }],
    at: '20m',
  },
  {
    alert: 'ArisStoreDamaged',
    fires: { [of('aris_storage_damaged_records_total')]: '0x5 1x10' },
    quiet: [{ [of('aris_storage_damaged_records_total')]: '0x15' }],
    at: '10m',
  },
  {
    alert: 'ArisDiskWritesHigh',
    fires: { [of('aris_storage_written_bytes_total')]: '0+2e6x200' },
    quiet: [{ [of('aris_storage_written_bytes_total')]: '0+2e4x200' }],
    at: '180m',
  },
  {
    alert: 'ArisTokenExpiring',
    fires: { [of('aris_token_next_expiry_timestamp_seconds')]: '86400x70' },
    quiet: [{ [of('aris_token_next_expiry_timestamp_seconds')]: '864000x70' }, {}],
    at: '60m',
    value: '23h 0m 0s',
  },
  {
    alert: 'ArisLockedOut',
    fires: { [of('aris_lockouts_total')]: '0x5 2x10' },
    quiet: [{ [of('aris_lockouts_total')]: '2x15' }],
    at: '10m',
  },
  {
    alert: 'ArisHubSlow',
    fires: {
      [LAG('0.1')]: '0+100x40',
      [LAG('0.25')]: '0+110x40',
      [LAG('1.0')]: '0+120x40',
      [LAG('+Inf')]: '0+120x40',
    },
    quiet: [
      {
        [LAG('0.1')]: '0+120x40',
        [LAG('0.25')]: '0+120x40',
        [LAG('1.0')]: '0+120x40',
        [LAG('+Inf')]: '0+120x40',
      },
    ],
    at: '35m',
  },
  {
    alert: 'ArisHubErrors',
    // The very first failure makes the series.
    fires: { [REQUESTS('200')]: '0+10x30', [REQUESTS('500')]: '_x10 1x20' },
    quiet: [
      { [REQUESTS('200')]: '0+10x30' },
      { [REQUESTS('404')]: '_x10 1x20' },
      { [REQUESTS('500')]: '1x30' },
    ],
    at: '20m',
    labels: { route: '/api/zones', code: '500' },
  },
  {
    alert: 'ArisHubErrors',
    fires: { [REQUESTS('500')]: '1x20 2x20' },
    quiet: [{ [REQUESTS('503')]: '1x20 2x20' }],
    at: '25m',
    labels: { route: '/api/zones', code: '500' },
  },
];

const KWH = 3.6e6;
const taken = (use: string) => of('aris_energy_electrical_joules_total', `use="${use}"`);
const delivered = (use: string) => of('aris_energy_thermal_joules_total', `use="${use}"`);
const recorded = (name: string, use?: string) => of(name, use === undefined ? '' : `use="${use}"`);
const SAMPLES_PER_DAY = 24;
/** So much a day, in equal parts every hour for a month. */
const daily = (kwh: number) => `0+${(kwh * KWH) / SAMPLES_PER_DAY}x${31 * SAMPLES_PER_DAY}`;

/** 10 kWh a day make 40 of heat, of which defrosting takes 2; 2 kWh make 5 of hot water. */
export const RECORDED = {
  at: '31d',
  interval: '1h',
  series: {
    [taken('heating')]: daily(10),
    [delivered('heating')]: daily(40),
    [taken('hotWater')]: daily(2),
    [delivered('hotWater')]: daily(5),
    [taken('defrost')]: daily(0.5),
    [delivered('defrost')]: daily(2),
    [taken('cooling')]: daily(0),
    [delivered('cooling')]: daily(0),
  },
  expected: ['1d', '30d'].flatMap((over) => {
    const days = over === '1d' ? 1 : 30;
    const row = (name: string, use: string | undefined, value: number) =>
      [recorded(`${name}${over}`, use), recorded(`${name}${over}`, use), value] as const;
    return [
      row('instance_use:aris_energy_electrical_joules:increase', 'heating', 10 * KWH * days),
      row('instance_use:aris_energy_thermal_joules:increase', 'hotWater', 5 * KWH * days),
      row('instance_use:aris_cop:ratio', 'heating', 4),
      row('instance:aris_cop:ratio', undefined, (40 + 5 - 2) / 12.5),
    ];
  }),
} as const;
