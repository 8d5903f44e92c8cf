import type { broker as English } from '../broker.ts';

export const broker: typeof English = {
  title: 'MQTT-Broker',
  about: 'Wie der Hub seine Geräte erreicht',
  intro:
    'Der Hub und seine Geräte sprechen über einen MQTT-Broker miteinander, etwa Mosquitto auf diesem Rechner oder den von Home Assistant.',
  notYours: 'Nur ein Eigentümer des Hauses kann sehen, welchen Broker der Hub hat.',
  notChangeable: 'Nur ein Eigentümer des Hauses kann ihn ändern.',

  now: 'Der Broker',
  connected: 'Verbunden',
  away: 'Nicht verbunden',
  address: 'Adresse',
  user: 'Benutzername',
  password: 'Passwort',
  authority: 'Zertifizierungsstelle',
  ownAuthority: 'eine eigene',
  none: 'keins',
  isSet: 'hinterlegt',
  connecting: 'Der Hub verbindet sich …',
  isAway:
    'Der Hub ist dort nicht verbunden und versucht es weiter. Prüfe die Verbindung, um zu sehen, woran es liegt.',
  test: 'Verbindung prüfen',
  works: 'Alles funktioniert: Der Hub kann sich dort verbinden, zuhören und sprechen.',
  bySetting: (setting) =>
    `Den Broker legt ${setting} fest: Er lässt sich nur dort ändern, nicht hier.`,
  virtual: 'Dieses Haus ist simuliert: Es braucht keinen Broker.',

  connect: 'Hub verbinden',
  change: 'Broker ändern',
  addressHint:
    'Name oder IP-Adresse des Rechners; mit Port, wenn er nicht 1883 ist, wie in 192.168.1.5:1884',
  tls: 'Verschlüsselt (TLS)',
  tlsHint: 'wenn der Broker das anbietet, meist an Port 8883',
  userHint: 'Wie er im Broker steht. Leer lassen, wenn der Broker keinen verlangt.',
  passwordHint: 'Es bleibt verschlüsselt auf diesem Hub und wird nie wieder angezeigt.',
  passwordKept: 'Leer lassen, um das hinterlegte zu behalten.',
  passwordAgain:
    'Gib das Passwort noch einmal ein: Adresse, Benutzername oder Zertifikat sind andere als zuvor. Ohne Benutzername gibt es keins.',
  ca: 'Zertifikat der Zertifizierungsstelle',
  caHint:
    'Im PEM-Format. Leer lassen, wenn eine öffentliche Stelle das Zertifikat des Brokers signiert hat.',
  keep: 'Unverändert lassen',
  go: 'Prüfen und verbinden',
  trying: 'Wird ausprobiert. Das dauert ein paar Sekunden.',
  wrong: 'Ausprobiert: So geht es noch nicht. Nichts wurde geändert.',
  anyway: 'Trotzdem verwenden',
  saved: 'Der Hub verbindet sich ab jetzt mit diesem Broker.',

  next: 'Als Nächstes: Sieh nach, was der Hub dort hört, und fang mit dem ersten Raum an.',
  nextGo: 'Zeigen, was er hört',
};
