/** What Prometheus and Grafana are set up with: files that ship with the hub, with its address filled in. */

const YAML = 'application/yaml; charset=utf-8';

export interface IntegrationFile {
  /** Below the shipped files, and below /api/integrations/. */
  readonly path: string;
  readonly contentType: string;
  readonly summary: string;
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
];

/** How the hub was reached: so it can be reached again. */
export interface HubOrigin {
  readonly isSecure: boolean;
  /** Of a Host header that was checked: a name or an address, perhaps with a port. */
  readonly host: string;
}

export interface Integrations {
  read(file: IntegrationFile, origin: HubOrigin): Promise<string>;
}
