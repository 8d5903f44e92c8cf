/**
 * Templates of Home Assistant's discovery (home-assistant.io/docs/configuration/templating), as far as they are a
 * place in a message, a number that is multiplied and rounded, and a map of words. Nothing is run: a template is read
 * into what a binding can say, or it cannot be read.
 */
import { pointerTo } from '../json-pointer.ts';
import { LIMITS } from '../limits.ts';
import type { MappedValue } from '../binding/place.ts';
import { tidy } from './sighting.ts';
import {
  CannotRead,
  divided,
  isSaid,
  isSame,
  mappedBy,
  plus,
  times,
  truth,
  type Term,
} from './template-terms.ts';

export interface ReadTemplate {
  /** The whole payload where absent. */
  readonly pointer?: string;
  readonly scale?: number;
  readonly offset?: number;
  readonly values?: Readonly<Record<string, MappedValue>>;
}

interface Token {
  readonly type: 'name' | 'number' | 'text' | 'mark';
  readonly text: string;
}

const TOKEN =
  /\s*(?:(?<name>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|'(?<single>[^'\\]*)'|"(?<double>[^"\\]*)"|(?<mark>[.[\](){}|,:*/+-]))/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end.length) {
    const groups = TOKEN.exec(end)?.groups;
    if (groups === undefined) throw new CannotRead();
    const { name, number, single, double, mark } = groups;
    if (name !== undefined) tokens.push({ type: 'name', text: name });
    else if (number !== undefined) tokens.push({ type: 'number', text: number });
    else if (mark !== undefined) tokens.push({ type: 'mark', text: mark });
    else tokens.push({ type: 'text', text: single ?? double ?? '' });
  }
  return tokens;
}

const LITERALS: Readonly<Record<string, MappedValue>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
};
/** What changes nothing of a number or word that a binding reads, with how many arguments each may have. */
const FILTERS: Readonly<Record<string, number>> = {
  round: 2,
  float: 1,
  int: 2,
  default: 2,
  is_defined: 0,
  string: 0,
  trim: 0,
};

/** One walk through the tokens, a function for each thing that may stand somewhere. */
class Reading {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): Term {
    const term = this.choice();
    if (this.at < this.tokens.length) throw new CannotRead();
    return term;
  }

  private next(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) throw new CannotRead();
    this.at++;
    return token;
  }
  private takes(text: string): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || token.type === 'text' || token.text !== text) return false;
    this.at++;
    return true;
  }
  private needs(text: string): void {
    if (!this.takes(text)) throw new CannotRead();
  }
  private literal(): MappedValue {
    const isNegative = this.takes('-');
    const term = this.primary();
    if (isSaid(term)) throw new CannotRead();
    if (!isNegative) return term.literal;
    if (typeof term.literal !== 'number') throw new CannotRead();
    return -term.literal;
  }

  /** `A`, `A if A is defined else 0`, `'on' if A else 'off'` */
  private choice(): Term {
    if (++this.depth > LIMITS.foundTemplateDepth) throw new CannotRead();
    const term = this.sum();
    const chosen = this.takes('if') ? this.chosen(term) : term;
    this.depth--;
    return chosen;
  }
  private chosen(term: Term): Term {
    const asked = this.sum();
    if (!isSaid(asked)) throw new CannotRead();
    if (this.takes('is')) {
      this.needs('defined');
      this.needs('else');
      this.literal();
      if (!isSaid(term) || !isSame({ ...term, scale: 1, offset: 0 }, asked)) throw new CannotRead();
      return term;
    }
    this.needs('else');
    return truth(asked, term, this.sum());
  }

  private sum(): Term {
    let term = this.product();
    for (;;) {
      const isPlus = this.takes('+');
      if (!isPlus && !this.takes('-')) return term;
      const by = this.product();
      term = isPlus && !isSaid(term) ? plus(by, term, 1) : plus(term, by, isPlus ? 1 : -1);
    }
  }
  private product(): Term {
    let term = this.filtered();
    for (;;) {
      const isTimes = this.takes('*');
      if (!isTimes && !this.takes('/')) return term;
      const by = this.filtered();
      if (isTimes) term = isSaid(by) ? times(by, term) : times(term, by);
      else term = divided(term, by);
    }
  }

  private filtered(): Term {
    const term = this.takes('-') ? times(this.primary(), { literal: -1 }) : this.primary();
    while (this.takes('|')) {
      const { text } = this.next();
      const most = Object.hasOwn(FILTERS, text) ? FILTERS[text] : undefined;
      if (most === undefined) throw new CannotRead();
      this.refuseMore(this.arguments(), most);
    }
    return term;
  }
  private refuseMore(count: number, most: number): void {
    if (count > most) throw new CannotRead();
  }
  /** Literals in brackets, perhaps by name: how many. */
  private arguments(): number {
    if (!this.takes('(')) return 0;
    if (this.takes(')')) return 0;
    for (let count = 1; ; count++) {
      this.literal();
      if (this.takes(')')) return count;
      this.needs(',');
    }
  }

  private primary(): Term {
    const { type, text } = this.next();
    if (type === 'number') return { literal: Number(text) };
    if (type === 'text') return { literal: text };
    if (text === '(') {
      const term = this.choice();
      this.needs(')');
      return term;
    }
    if (text === '{') return this.lookup();
    if (text === 'iif') return this.iif();
    if (text === 'value') return { steps: [], scale: 1, offset: 0 };
    if (text === 'value_json') return { steps: this.steps(), scale: 1, offset: 0 };
    if (type === 'name' && Object.hasOwn(LITERALS, text))
      return { literal: LITERALS[text] ?? null };
    throw new CannotRead();
  }
  /** `.a`, `['a']`, `[0]`, `.get('a')` */
  private steps(): string[] {
    const steps: string[] = [];
    for (;;) {
      if (this.takes('[')) {
        const { type, text } = this.next();
        if (type === 'name' || type === 'mark') throw new CannotRead();
        steps.push(text);
        this.needs(']');
      } else if (this.takes('.')) {
        const { type, text } = this.next();
        if (type !== 'name') throw new CannotRead();
        steps.push(text === 'get' ? this.got() : text);
      } else return steps;
    }
  }
  private got(): string {
    this.needs('(');
    const { type, text } = this.next();
    if (type !== 'text') throw new CannotRead();
    if (this.takes(',')) this.literal();
    this.needs(')');
    return text;
  }
  /** `{'a': 1, 'b': 2}[A]` */
  private lookup(): Term {
    const values: [string, MappedValue][] = [];
    while (!this.takes('}')) {
      const word = this.literal();
      this.needs(':');
      values.push([String(word), this.literal()]);
      if (this.takes('}')) break;
      this.needs(',');
    }
    const isGot = this.takes('.');
    if (isGot) {
      this.needs('get');
      this.needs('(');
    } else this.needs('[');
    const asked = this.choice();
    if (isGot && this.takes(',')) this.literal();
    this.needs(isGot ? ')' : ']');
    return mappedBy(asked, Object.fromEntries(values));
  }
  private iif(): Term {
    this.needs('(');
    const asked = this.choice();
    this.needs(',');
    const yes = this.choice();
    this.needs(',');
    const no = this.choice();
    this.needs(')');
    if (!isSaid(asked)) throw new CannotRead();
    return truth(asked, yes, no);
  }
}

/** What is made of a message; undefined where that cannot be read. No template is the whole payload. */
export function readTemplate(template: string | undefined): ReadTemplate | undefined {
  if (template === undefined || template.trim() === '') return {};
  if (template.length > LIMITS.foundTemplateChars) return undefined;
  const trimmed = template.trim();
  if (!trimmed.startsWith('{{') || !trimmed.endsWith('}}')) return undefined;
  const inner = trimmed.slice(2, -2).replace(/^-/, '').replace(/-$/, '');
  try {
    const term = new Reading(tokensOf(inner)).whole();
    if (!isSaid(term)) return undefined;
    const { steps, scale, offset, values } = term;
    return {
      ...(steps.length > 0 && { pointer: pointerTo(...steps) }),
      ...(scale !== 1 && { scale: tidy(scale) }),
      ...(offset !== 0 && { offset: tidy(offset) }),
      ...(values !== undefined && { values }),
    };
  } catch (error) {
    if (error instanceof CannotRead) return undefined;
    throw error;
  }
}
