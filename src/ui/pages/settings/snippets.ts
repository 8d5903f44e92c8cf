/** What other programs are given to reach this hub: ready to paste, but for the token. */

/** Stands where the token goes: never a real one. */
export const PLACEHOLDER = 'YOUR_API_TOKEN';

export interface HubAddress {
  /** `http://aris.local`: this hub as it was reached. */
  readonly origin: string;
  /** Host and port. */
  readonly host: string;
}

export interface ZoneName {
  readonly zoneId: string;
  readonly friendlyName: string;
}

/** The port is said, as Prometheus wants it. */
function targetOf({ origin, host }: HubAddress): string {
  if (/:\d+$/.test(host)) return host;
  return `${host}:${origin.startsWith('https:') ? 443 : 80}`;
}

/** For `secrets.yaml`. */
export const homeAssistantSecret = (): string => `aris_authorization: "Bearer ${PLACEHOLDER}"\n`;

/** For `configuration.yaml`: further files of it lie in a folder. */
export const homeAssistantPackages = (): string =>
  'homeassistant:\n  packages: !include_dir_named packages\n';

/** For a terminal in the folder of `configuration.yaml`: the file that the hub makes for this house. */
export const homeAssistantFile = ({ origin }: HubAddress): string =>
  `curl -f ${origin}/api/integrations/home-assistant/rest.yaml --create-dirs -o packages/aris.yaml \\
  -H "Authorization: Bearer ${PLACEHOLDER}"
`;

/** For `prometheus.yml`. */
export const prometheusScrape = (place: HubAddress): string => `scrape_configs:
  - job_name: aris
    scheme: ${place.origin.startsWith('https:') ? 'https' : 'http'}
    metrics_path: /prometheus/metrics
    authorization:
      type: Bearer
      credentials_file: /etc/prometheus/aris.token
    static_configs:
      - targets: ["${targetOf(place)}"]
`;

/** Makes the file that the scrape configuration reads. */
export const prometheusToken =
  (): string => `sudo install -m 600 -o prometheus /dev/null /etc/prometheus/aris.token
echo ${PLACEHOLDER} | sudo tee /etc/prometheus/aris.token > /dev/null
`;

/** For `/etc/grafana/provisioning/datasources/aris.yaml`. */
export const grafanaDataSource = ({ origin }: HubAddress): string => `apiVersion: 1
datasources:
  - name: Aris
    type: prometheus
    access: proxy
    url: ${origin}/prometheus
    jsonData:
      httpMethod: POST
      httpHeaderName1: Authorization
    secureJsonData:
      httpHeaderValue1: Bearer ${PLACEHOLDER}
`;

/** For a terminal. */
export function curlExamples({ origin }: HubAddress, zone: ZoneName | undefined): string {
  const zoneId = zone?.zoneId ?? 'ZONE';
  return `TOKEN=${PLACEHOLDER}

# How is the house?
curl ${origin}/api/zones -H "Authorization: Bearer $TOKEN"

# Make a room warmer for an hour and a half
curl ${origin}/api/zones/${zoneId}/command \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"tempHeatSetC": 22, "durationMinutes": 90}'
`;
}
