/** What a record is called where it could not be read, by the name of its table; the key follows. */
export const RECORD_NOUNS = {
  // People and access
  users: 'Account',
  second_factors: 'Second factor of',
  second_factor_rule: 'Rule of second factors',
  pin: 'PIN',
  setup: 'Setup code',
  sessions: 'Session',
  session_use: 'Use of the session',
  tokens: 'Token',
  tokens_imported: 'Note of the imported token',
  token_usage: 'Use of the token',
  token_recent: 'Last uses of the token',
  token_days: 'Uses by day of the token',
  // The house
  house: 'House',
  house_versions: 'Version of the house',
  house_pieces: 'Part of a version of the house',
  house_file: 'Note of the house file',
  broker: 'Setting of the',
  known_broker: 'Note of the',
  settings: 'Settings',
  system_mode: 'Mode of the house',
  serial: 'Serial number',
  dhw_requests: 'What is asked of the hot water',
  dhw_schedules: 'Schedule of the hot water',
  surplus: 'Surplus of electricity',
  power_limit: 'Power limit of the',
  setpoint_shift: 'Shift of the setpoints of the',
  zone_settings: 'Settings of the zone',
  zone_holds: 'Holds of the zone',
  zone_schedules: 'Schedule of the zone',
  zone_presses: 'Last presses of the zone',
  schedule_templates: 'Schedule template',
  // Devices and control
  control: 'Memory of the plant',
  control_zones: 'Memory of the zone',
  machine_orders: 'Order to',
  fcu_filters: 'Filter of',
  last_readings: 'Last readings of',
  meter_counts: 'Count of the meters of',
  listened_until: 'Time of the last readings',
  faults: 'Faults of',
  found_faults: 'Faults found of',
  discovery: 'Word to Home Assistant of',
  // What was
  events: 'Event',
  audit: 'Event of the audit',
  audit_traffic: 'Event of the audit',
  refusals: 'Event of a refusal',
  notices: 'Notice',
  energy: 'Energy of',
  energy_periods: 'Energy of',
  history_log: 'History of',
  history_minute: 'History of',
  history_quarter: 'History of',
  history_hour: 'History of',
  // The store itself
  clock: 'Mark of the clock',
  restored: 'Word of a replaced store',
} as const;

const NOUNS: Readonly<Record<string, string>> = RECORD_NOUNS;

/** A record in words: `Schedule of the zone kitchen`. */
export const recordName = (table: string, key: string): string =>
  `${NOUNS[table] ?? `Record of ${table}`} ${key}`;
