import type { integrations as English } from '../integrations.ts';

export const integrations: typeof English = {
  title: 'Integraties',
  about: 'Home Assistant, Grafana, Prometheus, scripts',
  intro: 'Wat je waar plakt. Elk programma heeft een eigen token nodig.',
  token: (placeholder) => `Zet het token op de plek van ${placeholder}.`,
  makeToken: 'Token aanmaken',
  terminal: 'Terminal',
  address: 'Adres',
  openTokens: 'Vraag een eigenaar van het huis om een token.',
  homeAssistant: {
    title: 'Home Assistant',
    mqtt: 'Met MQTT',
    mqttText: [
      'Home Assistant en deze hub praten met dezelfde MQTT-broker.',
      'Open in Home Assistant Instellingen → Apparaten & diensten → Integratie toevoegen → MQTT, en vul het adres van de broker in.',
      'De kamers, het warme water en de apparatuur van dit huis verschijnen vanzelf. Een token is niet nodig.',
    ],
    virtual: 'Dit huis is gesimuleerd: het heeft geen broker, dus via MQTT verschijnt er niets.',
    rest: 'Zonder broker',
    restText: 'Voeg dit toe aan secrets.yaml:',
    packages: 'En dit aan configuration.yaml:',
    restMore:
      'Haal daarna het bestand op dat deze hub voor dit huis maakt, met een thermostaat voor elke kamer, en herstart Home Assistant:',
    file: 'packages/aris.yaml',
  },
  prometheus: {
    title: 'Prometheus',
    text: 'Zet het token in een bestand dat alleen Prometheus leest:',
    more: 'En voeg dit toe aan prometheus.yml:',
  },
  grafana: {
    title: 'Grafana',
    text: 'Grafana leest via deze hub uit de Prometheus erachter (ARIS_PROMETHEUS_URL op de hub). Sla dit op als /etc/grafana/provisioning/datasources/aris.yaml:',
    more: 'Of voeg in Grafana een gegevensbron van het type Prometheus toe met dit adres en een header Authorization:',
  },
  curl: {
    title: 'Terminal en scripts',
    text: 'Alles wat deze pagina kan, kan een script ook:',
    more: 'Alles wat de API kan: ',
  },
};
