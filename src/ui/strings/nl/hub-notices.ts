import type { EventDataTypes } from '../../../domain/sentences/event-data.ts';
import type { HubWords } from '../hub.ts';
import { count, list } from './count.ts';

function storeRestored(
  { fault, from, backup, sinceTs, untilTs, lost = [] }: EventDataTypes['store_restored'],
  when: (ts: string) => string,
): string {
  const what = `De gegevensopslag was beschadigd (${fault})`;
  if (from === 'nothing')
    return `${what}, en niets ervan was te lezen: het huis draait door volgens zijn bestand, zonder personen, tokens en schema’s`;
  if (from === 'rest')
    return lost.length === 0
      ? `${what}: alle gegevens waren te lezen en staan in een nieuwe`
      : `${what}: wat te lezen was, staat in een nieuwe; misschien ontbreekt iets van ${list(lost)}`;
  const span = `van ${sinceTs === undefined ? '?' : when(sinceTs)} tot ${untilTs === undefined ? 'de schade' : when(untilTs)}`;
  return `${what}: de back-up ${backup ?? ''} kwam ervoor in de plaats, en wat ${span} is bewaard, is weg`;
}

export const noticeSentences: HubWords['notices'] = {
  backup_failed: ({ reason }) => `Er is geen back-up gemaakt: ${reason}`,
  backup_restored: ({ madeAt, version }, { when }) =>
    `Op de hub is een back-up teruggezet van ${when(madeAt)}, gemaakt met versie ${version}`,
  store_restored: (data, { when }) => storeRestored(data, when),
  records_damaged: ({ table, keys, count: many, goodTs }, { when }) => {
    const more = many > keys.length ? ` en nog ${many - keys.length}` : '';
    const what = `Gegevens van ${table} (${keys.join(', ')}${more}) waren niet te lezen`;
    return goodTs === undefined
      ? `${what} en tellen niet meer mee`
      : `${what}: ervoor in de plaats kwam wat de back-up van ${when(goodTs)} ervan heeft`;
  },
  token_created: ({ name, isImport }) =>
    `Token “${name}” is ${isImport === true ? 'geïmporteerd' : 'aangemaakt'}`,
  sign_in_new_place: ({ name }, { program = 'een onbekend programma', address }) =>
    `${name} heeft ingelogd vanaf een nieuwe plek: met ${program}, vanaf ${address ?? 'een onbekend adres'}`,
  locked_out: ({ failures }, { objectId }) =>
    `${objectId} is een tijdje geblokkeerd, na ${count(failures, 'foute poging', 'foute pogingen')}`,
};
