import type { EventDataTypes } from '../../../domain/sentences/event-data.ts';
import type { HubWords } from '../hub.ts';
import { count, list } from './count.ts';

function storeRestored(
  { fault, from, backup, sinceTs, untilTs, lost = [] }: EventDataTypes['store_restored'],
  when: (ts: string) => string,
): string {
  const what = `Der Datenspeicher war beschädigt (${fault})`;
  if (from === 'nothing')
    return `${what}, und nichts davon ließ sich lesen: Das Haus läuft nach seiner Datei weiter, ohne Personen, Tokens und Zeitpläne`;
  if (from === 'rest')
    return lost.length === 0
      ? `${what}: Alle Einträge ließen sich lesen und stehen in einem neuen`
      : `${what}: Was sich lesen ließ, steht in einem neuen; möglicherweise fehlt etwas von ${list(lost)}`;
  const span = `von ${sinceTs === undefined ? '?' : when(sinceTs)} bis ${untilTs === undefined ? 'zum Schaden' : when(untilTs)}`;
  return `${what}: Die Sicherung ${backup ?? ''} trat an seine Stelle, und was ${span} aufbewahrt wurde, ist weg`;
}

export const noticeSentences: HubWords['notices'] = {
  backup_failed: ({ reason }) => `Es wurde keine Sicherung gemacht: ${reason}`,
  backup_restored: ({ madeAt, version }, { when }) =>
    `Der Hub wurde auf eine Sicherung zurückgesetzt (${when(madeAt)}, Version ${version})`,
  store_restored: (data, { when }) => storeRestored(data, when),
  records_damaged: ({ table, keys, count: many, goodTs }, { when }) => {
    const more = many > keys.length ? ` und ${many - keys.length} weitere` : '';
    const what = `Einträge von ${table} (${keys.join(', ')}${more}) ließen sich nicht lesen`;
    return goodTs === undefined
      ? `${what} und zählen nicht mehr`
      : `${what}: An ihre Stelle trat, was eine Sicherung davon hat (${when(goodTs)})`;
  },
  token_created: ({ name, isImport }) =>
    `Token „${name}“ wurde ${isImport === true ? 'übernommen' : 'angelegt'}`,
  sign_in_new_place: ({ name }, { program = 'einem unbekannten Programm', address }) =>
    `${name} hat sich von einem neuen Ort angemeldet: mit ${program}, von ${address ?? 'unbekannt'}`,
  locked_out: ({ failures }, { objectId }) =>
    `${objectId} ist für eine Weile gesperrt, nach ${count(failures, 'falschen Versuch', 'falschen Versuchen')}`,
};
