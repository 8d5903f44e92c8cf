import type { integrations as English } from '../integrations.ts';

export const integrations: typeof English = {
  title: 'Verbindungen',
  about: 'Home Assistant, Grafana, Prometheus, Skripte',
  intro: 'Was wohin gehört. Jedes Programm braucht einen eigenen Token.',
  token: (placeholder) => `Setze den Token an die Stelle von ${placeholder}.`,
  makeToken: 'Token anlegen',
  terminal: 'Terminal',
  address: 'Adresse',
  openTokens: 'Bitte einen Eigentümer des Hauses um einen Token.',
  homeAssistant: {
    title: 'Home Assistant',
    mqtt: 'Mit MQTT',
    mqttText: [
      'Home Assistant und dieser Hub sprechen mit demselben MQTT-Broker.',
      'Öffne in Home Assistant Einstellungen → Geräte & Dienste → Integration hinzufügen → MQTT, und gib dort die Adresse des Brokers an.',
      'Räume, Warmwasser und Geräte dieses Hauses erscheinen von selbst. Ein Token ist nicht nötig.',
    ],
    virtual: 'Dieses Haus ist simuliert: Es hat keinen Broker, deshalb erscheint nichts über MQTT.',
    rest: 'Ohne Broker',
    restText: 'Füge dies in secrets.yaml ein:',
    packages: 'Und dies in configuration.yaml:',
    restMore:
      'Hol dann die Datei, die der Hub für dieses Haus macht, mit einem Thermostat für jeden Raum, und starte Home Assistant neu:',
    file: 'packages/aris.yaml',
  },
  prometheus: {
    title: 'Prometheus',
    text: 'Schreibe den Token in eine Datei, die nur Prometheus liest:',
    more: 'Und füge dies in prometheus.yml ein:',
  },
  grafana: {
    title: 'Grafana',
    text: 'Grafana liest über diesen Hub aus dem Prometheus dahinter (ARIS_PROMETHEUS_URL auf dem Hub). Speichere das als /etc/grafana/provisioning/datasources/aris.yaml:',
    more: 'Oder lege in Grafana eine Datenquelle der Art Prometheus an, mit dieser Adresse und einem Header Authorization:',
  },
  curl: {
    title: 'Terminal und Skripte',
    text: 'Alles, was diese Seite kann, kann auch ein Skript:',
    more: 'Alles, was die API kann: ',
  },
};
