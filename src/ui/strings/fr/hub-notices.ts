import type { EventDataTypes } from '../../../domain/sentences/event-data.ts';
import type { HubWords } from '../hub.ts';
import { count, list } from './count.ts';

function storeRestored(
  { fault, from, backup, sinceTs, untilTs, lost = [] }: EventDataTypes['store_restored'],
  when: (ts: string) => string,
): string {
  const what = `Les données du hub étaient endommagées (${fault})`;
  if (from === 'nothing')
    return `${what}, et rien n’a pu en être lu\u202f: la maison continue d’après son fichier, sans personnes, jetons ni programmes`;
  if (from === 'rest')
    return lost.length === 0
      ? `${what}\u202f: tout a pu en être lu et se trouve dans un nouveau fichier`
      : `${what}\u202f: ce qui a pu être lu se trouve dans un nouveau fichier\u202f; il manque peut-être une partie de ceci\u202f: ${list(lost)}`;
  const start = sinceTs === undefined ? '?' : when(sinceTs);
  const end = untilTs === undefined ? 'moment du dommage' : when(untilTs);
  return `${what}\u202f: la sauvegarde ${backup ?? ''} a pris leur place, et ce qui a été gardé entre-temps est perdu (${start} – ${end})`;
}

export const noticeSentences: HubWords['notices'] = {
  backup_failed: ({ reason }) => `Aucune sauvegarde n’a été faite\u202f: ${reason}`,
  backup_restored: ({ madeAt, version }, { when }) =>
    `Le hub a été restauré depuis une sauvegarde (${when(madeAt)}), faite avec la version ${version}`,
  store_restored: (data, { when }) => storeRestored(data, when),
  records_damaged: ({ table, keys, count: many, goodTs }, { when }) => {
    const rest = many - keys.length;
    const more = rest > 0 ? ` et ${count(rest, 'autre', 'autres')}` : '';
    const what = `Des entrées de la table ${table} (${keys.join(', ')}${more}) n’ont pas pu être lues`;
    return goodTs === undefined
      ? `${what} et ne comptent plus`
      : `${what}\u202f: ce qu’en a gardé la sauvegarde (${when(goodTs)}) a pris leur place`;
  },
  token_created: ({ name, isImport }) =>
    `Le jeton «\u202f${name}\u202f» a été ${isImport === true ? 'repris' : 'créé'}`,
  sign_in_new_place: ({ name }, { program = 'un programme inconnu', address }) =>
    `Connexion de «\u202f${name}\u202f» depuis un nouvel endroit\u202f: avec ${program}, adresse ${address ?? 'inconnue'}`,
  locked_out: ({ failures }, { objectId }) =>
    `Accès bloqué un moment pour ${objectId}, après ${count(failures, 'tentative erronée', 'tentatives erronées')}`,
};
