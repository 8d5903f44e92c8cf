import type { integrations as English } from '../integrations.ts';

export const integrations: typeof English = {
  title: 'Intégrations',
  about: 'Home Assistant, Grafana, Prometheus, scripts',
  intro: 'Quoi coller, et où. Chaque programme a besoin de son propre jeton.',
  token: (placeholder) => `Mettez le jeton à la place de ${placeholder}.`,
  makeToken: 'Créer un jeton',
  terminal: 'Terminal',
  address: 'Adresse',
  openTokens: 'Demandez un jeton à un propriétaire de la maison.',
  homeAssistant: {
    title: 'Home Assistant',
    mqtt: 'Avec MQTT',
    mqttText: [
      'Home Assistant et ce hub parlent au même broker MQTT.',
      'Dans Home Assistant, ouvrez Paramètres → Appareils et services → Ajouter une intégration → MQTT, et indiquez l’adresse du broker.',
      'Les pièces, l’eau chaude et les équipements de cette maison apparaissent d’eux-mêmes. Aucun jeton n’est nécessaire.',
    ],
    virtual:
      'Cette maison est simulée\u202f: elle n’a pas de broker, et rien n’apparaît donc par MQTT.',
    rest: 'Sans broker',
    restText: 'Ajoutez ceci à secrets.yaml\u202f:',
    packages: 'Et ceci à configuration.yaml\u202f:',
    restMore:
      'Récupérez ensuite le fichier que ce hub crée pour cette maison, avec un thermostat par pièce, et redémarrez Home Assistant\u202f:',
    file: 'packages/aris.yaml',
  },
  prometheus: {
    title: 'Prometheus',
    text: 'Mettez le jeton dans un fichier que seul Prometheus peut lire\u202f:',
    more: 'Et ajoutez ceci à prometheus.yml\u202f:',
  },
  grafana: {
    title: 'Grafana',
    text: 'Grafana lit à travers ce hub dans le Prometheus qui est derrière (ARIS_PROMETHEUS_URL sur le hub). Enregistrez ceci sous /etc/grafana/provisioning/datasources/aris.yaml\u202f:',
    more: 'Ou ajoutez dans Grafana une source de données du type Prometheus avec cette adresse et un en-tête Authorization\u202f:',
  },
  curl: {
    title: 'Terminal et scripts',
    text: 'Tout ce que fait cette page, un script peut le faire aussi\u202f:',
    more: 'Tout ce que l’API permet\u202f: ',
  },
};
