import type { plant as English } from '../plant.ts';
import { number } from './count.ts';

const thermal = (isCold: boolean) => (isCold ? 'kou' : 'warmte');

export const plant: typeof English = {
  silent: 'Laat niets horen',
  fan: (percent) => `ventilator ${percent}%`,
  schematic: {
    outdoor: (temp) => `Buiten ${temp}`,
    label: 'Tekening van de installatie',
    words: 'De tekening in woorden',
    layers: (temps) => `van boven naar beneden ${temps}`,
  },
  headline: {
    none: 'De hub kent in dit huis geen installatie voor verwarming of koeling.',
    silent: 'De installatie laat niets horen.',
    fault: 'De installatie meldt een storing.',
    defrost: 'De warmtepomp ontdooit de buitenunit. Over een paar minuten gaat het verder.',
    rests: 'De installatie staat stil.',
    heat: 'De kamers worden verwarmd.',
    cool: 'De kamers worden gekoeld.',
    hotWater: 'Er wordt warm water gemaakt.',
    heatUnused: 'Er stroomt warm water rond. Geen kamer gebruikt het nu.',
    coolUnused: 'Er stroomt koud water rond. Geen kamer gebruikt het nu.',
    heatLeft: 'De warmtepomp staat stil. Kamers gebruiken de warmte die over is.',
    coolLeft: 'De warmtepomp staat stil. Kamers gebruiken de kou die over is.',
    powers: (output, electrical, isCold) => `${output} ${thermal(isCold)} uit ${electrical} stroom`,
  },
  source: {
    runs: (speed) => (speed === undefined ? 'Draait' : `Draait op ${speed}`),
    rests: 'Staat stil',
    electricity: (power) => `${power} stroom`,
    output: (power, isCold) => `${power} ${thermal(isCold)}`,
  },
  unit: {
    district: 'Stadswarmte',
    fault: 'Storing',
    defrost: 'Ontdooit',
    rests: 'Staat stil',
    modes: {
      heat: 'Verwarmt',
      cool: 'Koelt',
      dhw_charge: 'Maakt warm water',
      idle: 'Staat stil',
    },
    water: (out, back) => `Aanv. ${out} · ret. ${back}`,
  },
  tank: {
    hotWater: 'Warm water',
    heats: 'Warmt op',
    disinfects: 'Legionellapreventie',
    charges: 'Laadt',
    gives: 'Geeft af',
    charged: (percent) => `${percent}%`,
    liters: (liters) => `${Math.round(liters)} liter`,
  },
  hotWater: {
    title: 'Warm water',
    charge: 'Warm water over',
    ready: (liters) => `Ongeveer ${Math.round(liters)} liter klaar`,
    noCharge: 'Hoeveel er over is, is niet bekend.',
    noTemp:
      'De hub wacht op de temperatuur van de boiler: wat de broker had bewaard, kan verouderd zijn. Sommige gateways melden die pas na enkele minuten opnieuw.',
    layers: { tempTopC: 'Boven', tempMidC: 'Midden', tempBottomC: 'Onder' },
    done: {
      changed: 'De instelling voor warm water is gewijzigd.',
      undone: 'De instelling voor warm water is weer zoals eerst.',
    },
    silent: (since) =>
      since === ''
        ? 'De boiler laat niets horen: hoe warm hij is, is niet bekend.'
        : `De boiler laat niets horen sinds ${since}: hoe warm hij is, is niet bekend.`,
    target: 'Houd het op',
    warmer: 'Warmer',
    colder: 'Koeler',
    effective: (temp) => `Op dit moment verwarmt de hub tot ${temp}.`,
    boost: {
      title: 'Extra warm water',
      hint: 'Voor gasten of een lang bad.',
      lengths: { 30: '30\u00a0min', 60: '1 uur', 120: '2 uur' },
      start: 'Nu opwarmen',
      until: (time) => `Extra warm water tot ${time}.`,
      end: 'Stoppen',
    },
    recirc: 'Circulatie: meteen warm water uit de kraan',
    times: {
      title: 'Tijden voor warm water',
      always:
        'Het water blijft de hele dag warm. Stel tijden in, dan is het daarbuiten minder warm.',
      reduced: 'Buiten deze tijden is het water zo warm als wanneer je afwezig bent.',
      others:
        'Een programma heeft tijden ingesteld die hier niet te tonen zijn. Wat je opslaat, komt ervoor in de plaats.',
      time: (nth) => `Tijd ${nth}`,
      from: 'Van',
      until: 'Tot',
      add: 'Tijd toevoegen',
      remove: (nth) => `Tijd ${nth} verwijderen`,
      saved: 'De tijden zijn opgeslagen.',
      line: (days, from, until) => `${days}: ${from} tot ${until}`,
    },
    hygiene: {
      title: 'Legionellapreventie',
      why: 'Op vaste tijden wordt de hele boiler zo heet dat legionella er niet in overleeft.',
      running: 'Nu bezig. Pas op bij de kranen: het water kan heel heet zijn.',
      last: (ago, when) => `Laatst gedaan ${ago} (${when}).`,
      never: 'Nog niet gedaan sinds de hub deze boiler kent.',
      next: (when) => `De volgende keer: ${when}.`,
      due: 'Nu aan de beurt. Het begint vanzelf.',
      overdue: (when) => `Te laat: dit had ${when} moeten gebeuren.`,
      start: 'Nu desinfecteren',
      left: 'De hub kan het hier niet starten: de boiler doet het zelf, als zijn eigen programma daarvoor aanstaat.',
      confirm: {
        title: 'Het warme water nu desinfecteren?',
        text: 'De hele boiler wordt tot boven 60\u00a0°C verwarmd, en dat kan uren duren. Pas intussen op bij de kranen.',
        go: 'Nu desinfecteren',
      },
    },
    mayNot: 'Je kunt dit bekijken, maar niet wijzigen.',
  },
  energy: {
    title: 'Energie',
    over: 'Per dag en maand, met kosten',
    cop: { day: 'COP vandaag', month: 'COP deze maand' },
    copWhat: 'Warmte of kou per kWh stroom',
    copNone: 'Nog te weinig gegevens',
    periods: { day: 'Vandaag', month: 'Deze maand', season: 'Dit seizoen', total: 'Totaal' },
    period: 'Periode',
    uses: {
      heating: 'Verwarmen',
      cooling: 'Koelen',
      hotWater: 'Warm water',
      defrost: 'Ontdooien',
      standby: 'Stand-by',
      unattributed: 'Niet toegewezen',
    },
    sum: 'Totaal',
    electricity: 'Stroom',
    delivered: 'Warmte of kou',
    takenBack: 'Warmte voor ontdooien',
    none: 'Nog niets geteld. De eerste cijfers zijn er binnen tien minuten nadat de installatie voor het eerst iets meldt.',
    nonePeriod: 'In deze periode is nog niets geteld.',
    gap: (length) => `Voor ${length} ontbreken gegevens: de installatie liet niets horen.`,
    asOf: (time) => `Geteld tot ${time}.`,
    times: (cop) => `× ${cop}`,
    compressor: (starts, hours) =>
      starts === 1
        ? `De compressor is één keer gestart en heeft ${hours} gedraaid.`
        : `De compressor is ${number(starts)} keer gestart en heeft ${hours} gedraaid.`,
  },
  why: {
    title: 'Waarom de installatie dit doet',
    until: (time) => `Tot ${time}.`,
    surplus: {
      name: 'Energie over',
      1: 'Het stroomnet vraagt de warmtepomp te wachten',
      2: 'Zoals altijd',
      3: 'Er is wat over: dat kan nu beter worden gebruikt',
      4: 'Er is veel over: dat wordt opgeslagen',
    },
    quiet: {
      name: 'Stille uren',
      text: 'Ventilatoren blazen zacht, en warm water wacht tenzij het opraakt.',
    },
    powerLimit: {
      name: 'Vermogensgrens',
      atMost: (kw) => `Hoogstens ${number(kw)}\u00a0kW.`,
    },
    nothing: 'De hub heeft nog niets beslist.',
    rooms: 'Kamers',
    asked: { none: 'Rust', rest: 'Rust', idle: 'Rust' },
  },
};
