/**
 * What other programs are set up with: for Prometheus and Grafana files that ship with the hub, for Home Assistant one that
 * is made for this house; all with the hub's address filled in.
 */
import type { Permission } from '../../domain/access.ts';

/** The one that is made for this house. */
export const HOME_ASSISTANT_FILE = 'home-assistant/rest.yaml';

const YAML = 'application/yaml; charset=utf-8';

export interface IntegrationFile {
  /** Below the shipped files, and below /api/integrations/. */
  readonly path: string;
  readonly contentType: string;
  readonly summary: string;
  /** What it takes to have it, where it tells of the house. */
  readonly access?: Permission;
}

/** None of them has a token in it: they say where it goes. */
export const INTEGRATION_FILES: readonly IntegrationFile[] = [
  {
    path: 'prometheus/prometheus.yml',
    contentType: YAML,
    summary: 'How Prometheus scrapes this hub',
  },
  { path: 'prometheus/aris.rules.yml', contentType: YAML, summary: 'Recording rules' },
  { path: 'prometheus/aris.alerts.yml', contentType: YAML, summary: 'Alerts' },
  {
    path: 'grafana/datasource.yml',
    contentType: YAML,
    summary: 'This hub as a data source of Grafana, for provisioning',
  },
  {
    path: 'grafana/dashboards.yml',
    contentType: YAML,
    summary: 'Where Grafana finds the dashboard, for provisioning',
  },
  {
    path: 'grafana/aris-dashboard.json',
    contentType: 'application/json',
    summary: 'The dashboard for Grafana, to be imported or provisioned',
  },
  {
    path: HOME_ASSISTANT_FILE,
    contentType: YAML,
    summary: 'This house for Home Assistant without a broker: sensors, thermostats and commands',
    access: 'equipment:read',
  },
];

/** How the hub was reached: so it can be reached again. */
export interface HubOrigin {
  readonly isSecure: boolean;
  /** Of a Host header that was checked: a name or an address, perhaps with a port. */
  readonly host: string;
}

export const urlOf = ({ isSecure, host }: HubOrigin): string =>
  `${isSecure ? 'https' : 'http'}://${host}`;

export interface Integrations {
  read(file: IntegrationFile, origin: HubOrigin): Promise<string>;
}
