/** What a hub that is well says of itself. */
import type { HubStatus } from '../../src/app/diagnostics/status.ts';

const HEALTH = {
  status: 'ok',
  version: '0.2.0',
  uptime_seconds: 7_500,
  timestamp: '2026-01-15T12:05:00Z',
  checks: {
    mqtt: { status: 'ok', connected: true },
    cloud: { status: 'ok', state: 'disabled', connected: false },
    memory: { heap_used_mb: 10, heap_total_mb: 12, rss_mb: 60 },
    state_file: { status: 'ok', last_modified: '2026-01-15T12:00:00Z' },
    backups: { status: 'ok', last_made: '2026-01-15T03:00:00Z' },
  },
} as const;

export const WELL: HubStatus = {
  version: '0.2.0',
  nodeVersion: '20.19.0',
  startedTs: '2026-01-15T10:00:00Z',
  port: 80,
  isSocketPassed: true,
  health: HEALTH,
  system: {
    name: 'Home',
    serial: '0123456789ab',
    version: '0.2.0',
    apiLevel: 1,
    mode: 'home',
    surplus: { asked: 2 },
    timeZone: 'Europe/Berlin',
    units: 'metric',
    virtual: false,
  },
  zones: [
    {
      zoneId: 'kitchen',
      friendlyName: 'Kitchen',
      tempC: 20.84,
      mode: 'auto',
      tempHeatSetC: 21,
      tempCoolSetC: 24,
      activeCall: 'heat',
      supportsHeat: true,
      supportsCool: true,
      effectiveMode: 'heat',
    },
  ],
  deviceCount: 1,
  silent: [],
  unheard: [],
  broker: { source: 'stored', url: 'mqtt://localhost:1883', username: 'hub', hasPassword: true },
  faults: [],
  usage: {
    processId: 42,
    residentBytes: 60 * 2 ** 20,
    uptimeSeconds: 7_500,
    diskWrittenBytes: 5e6,
  },
};

/** @param checks in place of what is well */
export const unwell = (
  status: 'degraded' | 'unhealthy',
  checks: Partial<HubStatus['health']['checks']>,
): HubStatus['health'] => ({ ...HEALTH, status, checks: { ...HEALTH.checks, ...checks } });
