/** Words of what is pasted into other programs. */
export const integrations = {
  title: 'Integrations',
  about: 'Home Assistant, Grafana, Prometheus, scripts',
  intro: 'What to paste where. Each program needs a token of its own.',
  token: (placeholder: string) => `Put the token in place of ${placeholder}.`,
  makeToken: 'Create token',
  terminal: 'Terminal',
  address: 'Address',
  openTokens: 'Ask an owner of the house for a token.',
  homeAssistant: {
    title: 'Home Assistant',
    mqtt: 'With MQTT',
    mqttText: [
      'Home Assistant and this hub talk to the same MQTT broker.',
      'In Home Assistant open Settings → Devices & services → Add integration → MQTT, and give it the broker’s address.',
      'The rooms, hot water and equipment of this house appear by themselves. No token is needed.',
    ],
    virtual: 'This house is a simulated one: it has no broker, so nothing appears over MQTT.',
    rest: 'Without a broker',
    restText: 'Add this to secrets.yaml:',
    packages: 'And this to configuration.yaml:',
    restMore:
      'Then fetch the file that this hub makes for this house, with a thermostat for each room, and restart Home Assistant:',
    file: 'packages/aris.yaml',
  },
  prometheus: {
    title: 'Prometheus',
    text: 'Put the token into a file that only Prometheus reads:',
    more: 'And add this to prometheus.yml:',
  },
  grafana: {
    title: 'Grafana',
    text: 'Grafana reads through this hub from the Prometheus behind it (ARIS_PROMETHEUS_URL on the hub). Save this as /etc/grafana/provisioning/datasources/aris.yaml:',
    more: 'Or in Grafana add a data source of the kind Prometheus with this address, and a header Authorization:',
  },
  curl: {
    title: 'Terminal and scripts',
    text: 'Everything this page does, a script can do too:',
    more: 'The whole API: ',
  },
};
