/** Numbers with their nouns, by a language's own rule of what is one: `1,200 requests`. */
export function counting(language: string): (n: number, one: string, many: string) => string {
  let rules: Intl.PluralRules | undefined;
  return (n, one, many) => {
    rules ??= new Intl.PluralRules(language);
    return `${n.toLocaleString(language)} ${rules.select(n) === 'one' ? one : many}`;
  };
}

export const count = counting('en');
