// The catalogue of words and the language in force.
import { en, type Key } from './en';
import { zh } from './zh';

export type Language = 'en' | 'zh';
export type { Key };

const CATALOGUE: Record<Language, Record<Key, string>> = { en, zh };
let language: Language = 'en';

export function setLanguage(to: Language): void {
  language = to;
}

export function getLanguage(): Language {
  return language;
}

export function locale(): string {
  return language === 'zh' ? 'zh-CN' : 'en-GB';
}

export type Parts = Record<string, string | number>;

/** Fills {name}, and {n|one|other} by the language's own plural rule; # stands for the number. */
export function fill(text: string, parts: Parts, lang: Language = language): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
    const value = parts[name];
    if (value === undefined) return whole;
    if (one === undefined) return String(value);
    const form = new Intl.PluralRules(lang === 'zh' ? 'zh' : 'en').select(Number(value)) === 'one' ? one : other ?? one;
    return form.replace('#', String(value));
  });
}

export function t(key: Key, parts?: Parts): string {
  const text = CATALOGUE[language][key];
  return parts ? fill(text, parts) : text;
}

/** A word for something the controller named; its own name when the catalogue has none. */
export function named(prefix: string, name: string): string {
  const key = `${prefix}.${name}` as Key;
  return CATALOGUE[language][key] ?? name;
}
