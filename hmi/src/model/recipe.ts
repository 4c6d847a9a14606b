// What a recipe rests on, and a draft that nobody has saved yet.
import type { WireParameter, WirePlace } from '../api/wire';

/** Nobody has measured this number on this tool, and no publication stands behind it. */
export const isAssumption = (parameter: WireParameter): boolean => parameter.basis?.toUpperCase() === 'ASSUMPTION';

/** A text as its author left it; it survives a reload and waits on this console only. */
export interface Unsaved {
  recipe: string;
  /** The version it was made from, and whether saving changes that version or makes another. */
  version: number;
  draft: boolean;
  /** Hash of the text its author started from. */
  hash: string;
  text: string;
  comment: string;
}

const KEY = 'sputterpilot.recipe.';

export function unsaved(recipe: string): Unsaved | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY + recipe) ?? 'null') as Unsaved | null;
    return kept !== null && typeof kept.text === 'string' && typeof kept.hash === 'string' && typeof kept.version === 'number' ? kept : null;
  } catch {
    return null;
  }
}

/** Answers whether it is kept; a browser that keeps nothing must be told apart from one that does. */
export function keepUnsaved(draft: Unsaved): boolean {
  try {
    localStorage.setItem(KEY + draft.recipe, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropUnsaved(recipe: string): void {
  try { localStorage.removeItem(KEY + recipe); } catch { /* then there is nothing to forget */ }
}

/** One value of a text exchanged; every other character, comments included, stays. Quotes stay where they were. */
export function replaced(text: string, place: WirePlace, value: string): string {
  const before = text.slice(place.from, place.to);
  const quote = /^(["']).*\1$/s.test(before) ? before[0]! : '';
  const safe = value.replace(/[\r\n{}[\],#"']/g, ' ').trim();
  return text.slice(0, place.from) + quote + safe + quote + text.slice(place.to);
}

/** What stands at a place, without its quotes. */
export function written(text: string, place: WirePlace): string {
  return text.slice(place.from, place.to).replace(/^(["'])(.*)\1$/s, '$2');
}

/** Whether somebody still has to choose between two versions of a line. */
export const isUndecided = (text: string): boolean => /^(<<<<<<< yours|>>>>>>> theirs)$/m.test(text);
